import { defineFinding } from '../define.ts';
import { exampleBinding, onGsa } from '../examples.ts';
import { ksaMember, rebind } from '../fixes/binding.ts';
import { memberParts } from '../member-parts.ts';
import { binding, grant } from '../subjects.ts';

export const bindingWrongKsa = defineFinding({
  code: 'binding-wrong-ksa',
  link: 'binding',
  level: 'broken',
  since: '0.1.0',
  args: { ...binding, found: grant },
  summary: ({ namespace, ksa, found }) => `The binding is for ${found.member}, not for KSA ${namespace}/${ksa}`,
  explanation:
    'The policy names another KSA of the same namespace, so this one is nobody to it. Since Flux 0.7 every controller has a KSA of its own, and generators that add a prefix or a suffix make new names. Bind each KSA that scans.',
  sources: [
    'https://cloud.google.com/iam/docs/principal-identifiers',
    'https://github.com/broadinstitute/gnomad-browser/issues/1325',
  ],
  expected: (args) => ksaMember(args),
  actual: (args) => memberParts(args.found.member, args),
  fixes: rebind,
  example: {
    ...exampleBinding,
    found: { ...onGsa, member: 'serviceAccount:acme-prod.svc.id.goog[flux-system/default]' },
  },
});
