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
    `The binding of ServiceAccount ${namespace}/${ksa} has a condition that is false: ${title === '' ? expression : title}`,
  explanation:
    'The grant has a condition that is not true for this request now: it has expired, or it requires another resource or name. IAM then acts as if the grant did not exist, and the refusal does not mention it.',
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
