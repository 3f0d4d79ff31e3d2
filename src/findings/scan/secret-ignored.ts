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
  summary: (args) => `${objectName(args)} names pull secret ${args.secret}, which Flux ignores beside provider: gcp`,
  explanation:
    'From Flux 2.7 on an ImageRepository with a provider uses the identity alone, and its secretRef is read by nobody. It breaks nothing, and misleads whoever reads the object. Flux up to 2.6 did it the other way round.',
  sources: ['https://fluxcd.io/flux/components/image/imagerepositories/'],
  expected: () => 'no secretRef',
  actual: ({ secret }) => `secretRef: ${secret}`,
  fixes: (args) => dropSecret(args, { kind: 'none' }),
  example: { ...exampleObject, secret: 'gcr-key', version: '1.0.1' },
});
