import { defineFinding } from '../define.ts';
import { exampleBinding, onGsa } from '../examples.ts';
import { bind } from '../fixes/binding.ts';
import { text } from '../schema.ts';
import { binding, grant } from '../subjects.ts';

export const bindingConditionUnmet = defineFinding({
  code: 'binding-condition-unmet',
  link: 'binding',
  level: 'broken',
  since: '0.1.0',
  args: { ...binding, found: grant, expression: text, title: text },
  summary: ({ namespace, ksa, title, expression }) =>
    `The binding of KSA ${namespace}/${ksa} holds only under a condition that is false: ${title === '' ? expression : title}`,
  explanation:
    'The grant carries a condition, and it is not true for this request now: an expiry has passed, or it asks for another resource or name. IAM then acts as if the grant were not there, and the refusal does not mention it.',
  sources: ['https://cloud.google.com/iam/docs/conditions-overview'],
  expected: () => 'no condition, or one that is true',
  actual: ({ expression }) => expression,
  fixes: bind,
  example: {
    ...exampleBinding,
    found: { ...onGsa, member: 'serviceAccount:acme-prod.svc.id.goog[flux-system/image-reflector-controller]' },
    expression: 'request.time < timestamp("2026-01-01T00:00:00Z")',
    title: 'until new year',
  },
  variants: [{ title: '' }],
});
