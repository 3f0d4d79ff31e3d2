import { defineFinding } from '../define.ts';
import { exampleBinding } from '../examples.ts';
import { ksaMember } from '../fixes/binding.ts';
import { waitForIam } from '../fixes/verify.ts';
import { nullable, text } from '../schema.ts';
import { binding } from '../subjects.ts';

export const bindingPropagating = defineFinding({
  code: 'binding-propagating',
  link: 'token',
  level: 'broken',
  since: '0.1.0',
  args: { ...binding, since: nullable(text), evidence: text },
  summary: ({ namespace, ksa, gsa }) =>
    `The binding of ServiceAccount ${namespace}/${ksa} on ${gsa} is right, but not in effect yet`,
  explanation:
    'The policy reads right and the token is still refused, and there is evidence that the policy changed a short while ago. IAM needs about 2 minutes, sometimes 7 and more, until a change is in effect. Wait before you change anything else.',
  sources: ['https://cloud.google.com/iam/docs/access-change-propagation'],
  expected: (args) => `${ksaMember({ ...args, namespace: args.namespace, ksa: args.ksa, pool: args.pool })}, in force`,
  actual: ({ since, evidence }) => `${since === null ? '' : `changed at ${since}; `}${evidence}`,
  fixes: ({ namespace }) => [waitForIam(namespace)],
  example: { ...exampleBinding, since: '2026-03-02T09:14:00Z', evidence: 'the policy changed during this run' },
});
