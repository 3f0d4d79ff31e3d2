import { defineFinding } from '../define.ts';
import { exampleBinding, onGsa } from '../examples.ts';
import { isSwapped, rebind } from '../fixes/binding.ts';
import { memberName } from '../member-parts.ts';
import { text } from '../schema.ts';
import { binding, grant } from '../subjects.ts';

export const bindingWrongNamespace = defineFinding({
  code: 'binding-wrong-namespace',
  link: 'binding',
  level: 'broken',
  since: '0.1.0',
  args: { ...binding, found: grant, should: text },
  summary: ({ namespace, ksa, found }) =>
    isSwapped(found.member, { namespace, ksa })
      ? `The binding has namespace and name of ServiceAccount ${namespace}/${ksa} swapped: ${memberName(found.member)}`
      : `The binding is for ${memberName(found.member)}; Flux runs as ServiceAccount ${namespace}/${ksa}, in another namespace`,
  explanation:
    'The policy names a KSA of this name in another namespace, or has namespace and name in the wrong order. For IAM that is a different principal: every character of the member counts. Usually a guide was followed with the namespace it was written for.',
  sources: ['https://cloud.google.com/iam/docs/principal-identifiers'],
  expected: ({ should }) => should,
  actual: ({ found }) => found.member,
  fixes: rebind,
  example: {
    ...exampleBinding,
    should: 'serviceAccount:acme-prod.svc.id.goog[flux-system/image-reflector-controller]',
    found: { ...onGsa, member: 'serviceAccount:acme-prod.svc.id.goog[flux/image-reflector-controller]' },
  },
  variants: [
    { found: { ...onGsa, member: 'serviceAccount:acme-prod.svc.id.goog[image-reflector-controller/flux-system]' } },
  ],
});
