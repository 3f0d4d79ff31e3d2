import { defineFinding } from '../define.ts';
import { exampleOwner } from '../examples.ts';
import { dropSecret } from '../fixes/scan.ts';
import { boolean, nullable, text } from '../schema.ts';
import { fluxObject, owner } from '../subjects.ts';
import { objectName } from '../wording.ts';

export const secretOverridesIdentity = defineFinding({
  code: 'secret-overrides-identity',
  link: 'scan',
  level: 'broken',
  bypassesIdentity: true,
  failsAt: 'registry',
  since: '0.1.0',
  args: {
    ...fluxObject,
    secret: text,
    version: nullable(text),
    owner,
    /** Without the secret the object would be read anonymously, because it does not say provider: gcp. */
    anonymous: boolean,
  },
  summary: (args) => `${objectName(args)} uses the pull secret ${args.secret} instead of Workload Identity`,
  explanation:
    'For this kind and version a pull secret takes precedence over the provider: the registry is asked with the credential in the secret, and Workload Identity is not used. A key in it may be old, or belong to an account without the right. Where the scan succeeds this is a warning; it will fail when the key does.',
  sources: ['https://fluxcd.io/flux/components/image/imagerepositories/'],
  expected: ({ anonymous }) => (anonymous ? 'no pull secret, and provider: gcp' : 'no pull secret'),
  actual: ({ secret }) => `secret ${secret}`,
  fixes: (args) => dropSecret(args, args.owner),
  example: {
    kind: 'OCIRepository',
    namespace: 'apps',
    name: 'charts',
    secret: 'gcr-key',
    version: '1.0.1',
    owner: exampleOwner,
    anonymous: false,
  },
  variants: [{ kind: 'HelmChart' }, { kind: 'PodTemplate' }],
});
