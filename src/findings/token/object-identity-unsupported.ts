import { sh, yours } from '../../chain/shell-quote.ts';
import type { Fix } from '../../chain/vocabulary.ts';
import { defineFinding } from '../define.ts';
import { upgradeFlux } from '../fixes/upgrade.ts';
import { askAgain } from '../fixes/verify.ts';
import { nullable, text } from '../schema.ts';
import type { ArgsOf } from '../schema.ts';
import { ksa, workload } from '../subjects.ts';

const args = { ...workload, ...ksa, version: nullable(text), kind: text, minimum: nullable(text) };
type Args = ArgsOf<typeof args>;

export const objectIdentityUnsupported = defineFinding({
  code: 'object-identity-unsupported',
  link: 'token',
  level: 'broken',
  failsAt: 'setting',
  since: '0.1.0',
  args,
  summary: ({ namespace, workload, kind, version, minimum }) =>
    `${kind} cannot have an identity of its own in Deployment ${namespace}/${workload}${version === null ? '' : ` ${version}`}${minimum === null ? '' : `; it can from ${minimum} on`}`,
  explanation:
    'Object-level identity was added in Flux 2.6 for ImageRepository and OCIRepository, and in 2.7 for Bucket. HelmRepository does not have it: its charts are pulled as the controller. In older versions spec.serviceAccountName only lends the pull secrets of that KSA.',
  sources: ['https://fluxcd.io/flux/integrations/gcp/', 'https://github.com/fluxcd/source-controller/issues/1790'],
  expected: ({ minimum }) =>
    minimum === null ? 'the identity of the controller, or an OCIRepository' : `${minimum} or later`,
  actual: ({ version, kind }) => `${kind}${version === null ? '' : ` in ${version}`}`,
  fixes: supportIdentity,
  example: {
    namespace: 'flux-system',
    workload: 'source-controller',
    ksa: 'image-reader',
    version: '1.5.0',
    kind: 'OCIRepository',
    minimum: 'source-controller 1.6.0',
  },
  variants: [{ version: null, minimum: null, kind: 'HelmRepository' }],
});

function supportIdentity(args: Args): Fix[] {
  if (args.minimum !== null)
    return [{ ...upgradeFlux(args.namespace, args.minimum), verify: askAgain(args.namespace) }];
  return [
    {
      kind: 'lasting',
      title:
        'Replace the HelmRepository with an OCIRepository, which may have an identity of its own, and refer to it with chartRef',
      tool: 'flux',
      command: sh`flux create source oci charts --url=${`oci://${yours('IMAGE')}`} --provider=gcp --export`,
      patch: null,
      permission: 'write access to the Git repository',
      takes: 'after Flux applies the commit',
      verify: askAgain(args.namespace),
    },
  ];
}
