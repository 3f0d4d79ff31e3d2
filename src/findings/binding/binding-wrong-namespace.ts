import { defineFinding } from '../define.ts';
import { exampleBinding, onGsa } from '../examples.ts';
import { ksaMember, rebind } from '../fixes/binding.ts';
import { memberName } from '../member-parts.ts';
import { binding, grant } from '../subjects.ts';

export const bindingWrongNamespace = defineFinding({
  code: 'binding-wrong-namespace',
  link: 'binding',
  level: 'broken',
  since: '0.1.0',
  args: { ...binding, found: grant },
  summary: ({ namespace, ksa, found }) =>
    `The binding is for ${memberName(found.member)}; Flux runs as ServiceAccount ${namespace}/${ksa}, in another namespace`,
  explanation:
    'The policy names a KSA of this name in another namespace. For IAM that is a different principal: every character of the member counts. Usually a guide was followed with the namespace it was written for.',
  sources: ['https://cloud.google.com/iam/docs/principal-identifiers'],
  expected: (args) => ksaMember(args),
  actual: ({ found }) => found.member,
  fixes: rebind,
  example: {
    ...exampleBinding,
    found: { ...onGsa, member: 'serviceAccount:acme-prod.svc.id.goog[flux/image-reflector-controller]' },
  },
});
