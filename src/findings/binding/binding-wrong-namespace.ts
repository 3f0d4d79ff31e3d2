import { defineFinding } from '../define.ts';
import { exampleBinding, onGsa } from '../examples.ts';
import { ksaMember, rebind } from '../fixes/binding.ts';
import { memberParts } from '../member-parts.ts';
import { binding, grant } from '../subjects.ts';

export const bindingWrongNamespace = defineFinding({
  code: 'binding-wrong-namespace',
  link: 'binding',
  level: 'broken',
  since: '0.1.0',
  args: { ...binding, found: grant },
  summary: ({ namespace, ksa, found }) =>
    `The binding is for ${found.member}: another namespace than ${namespace}, where KSA ${ksa} is`,
  explanation:
    'The policy names a KSA of this name in another namespace. To IAM that is somebody else, since every character of the member counts. As a rule a guide was followed with the namespace it had been written for.',
  sources: ['https://cloud.google.com/iam/docs/principal-identifiers'],
  expected: (args) => ksaMember(args),
  actual: (args) => memberParts(args.found.member, args),
  fixes: rebind,
  example: {
    ...exampleBinding,
    found: { ...onGsa, member: 'serviceAccount:acme-prod.svc.id.goog[flux/image-reflector-controller]' },
  },
});
