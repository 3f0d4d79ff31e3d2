import { defineFinding } from '../define.ts';
import { exampleBinding, onGsa } from '../examples.ts';
import { rebind } from '../fixes/binding.ts';
import { memberName } from '../member-parts.ts';
import { text } from '../schema.ts';
import { binding, grant } from '../subjects.ts';

export const bindingWrongKsa = defineFinding({
  code: 'binding-wrong-ksa',
  link: 'binding',
  level: 'broken',
  since: '0.1.0',
  args: { ...binding, found: grant, should: text },
  summary: ({ namespace, ksa, found }) =>
    `The binding is for ${memberName(found.member)}; Flux runs as ServiceAccount ${namespace}/${ksa}`,
  explanation:
    'The policy names another KSA of the same namespace. Since Flux 0.7 every controller has a KSA of its own, and generators that add a prefix or suffix make new names. Bind each KSA that scans.',
  sources: [
    'https://cloud.google.com/iam/docs/principal-identifiers',
    'https://github.com/broadinstitute/gnomad-browser/issues/1325',
  ],
  expected: ({ should }) => should,
  actual: ({ found }) => found.member,
  fixes: rebind,
  example: {
    ...exampleBinding,
    should: 'serviceAccount:acme-prod.svc.id.goog[flux-system/image-reflector-controller]',
    found: { ...onGsa, member: 'serviceAccount:acme-prod.svc.id.goog[flux-system/default]' },
  },
});
