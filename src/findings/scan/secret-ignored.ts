import { defineFinding } from '../define.ts';
import { exampleObject } from '../examples.ts';
import { dropSecret } from '../fixes/scan.ts';
import { nullable, text } from '../schema.ts';
import { fluxObject } from '../subjects.ts';
import { objectName } from '../wording.ts';

export const secretIgnored = defineFinding({
  code: 'secret-ignored',
  link: 'scan',
  level: 'warn',
  since: '0.1.0',
  args: { ...fluxObject, secret: text, version: nullable(text) },
  summary: (args) =>
    `${objectName(args)} has the pull secret ${args.secret}, which Flux ignores because of provider: gcp`,
  explanation:
    'From Flux 2.7 an ImageRepository with a provider uses the identity only, and its secretRef has no effect. It breaks nothing, but misleads whoever reads the object. Up to Flux 2.6 the secret was used instead of the identity.',
  sources: ['https://fluxcd.io/flux/components/image/imagerepositories/'],
  expected: () => 'no secretRef',
  actual: ({ secret }) => `secretRef: ${secret}`,
  fixes: (args) => dropSecret(args, { kind: 'none' }),
  example: { ...exampleObject, secret: 'gcr-key', version: '1.0.1' },
});
