import type { Fix } from '../../chain/vocabulary.ts';
import { defineFinding } from '../define.ts';
import { addFlag } from '../fixes/deployment.ts';
import { nullable, number, text } from '../schema.ts';
import type { ArgsOf } from '../schema.ts';
import { ksa, owner, workload } from '../subjects.ts';

const args = { ...workload, ...ksa, version: nullable(text), objects: number, owner };
type Args = ArgsOf<typeof args>;

const gate = 'ObjectLevelWorkloadIdentity';

export const objectIdentityDisabled = defineFinding({
  code: 'object-identity-disabled',
  link: 'token',
  level: 'broken',
  failsAt: 'setting',
  since: '0.1.0',
  args,
  summary: ({ namespace, workload, ksa, objects }) =>
    `${objects} ${objects === 1 ? 'object uses' : 'objects use'} ServiceAccount ${ksa}, but the feature gate ${gate} is off in Deployment ${namespace}/${workload}`,
  explanation:
    'An object with spec.serviceAccountName and provider: gcp requests an identity of its own, which Flux up to 2.9 supports only when the feature gate is on; it is off by default. From 2.10 the gate is retired, and objects have identities without it. Until then the object is stalled, or is read with the pull secrets of that KSA only.',
  sources: ['https://fluxcd.io/flux/integrations/gcp/'],
  expected: () => `--feature-gates=${gate}=true`,
  actual: ({ version }) => (version === null ? 'the gate is off' : `the gate is off (${version})`),
  fixes: enableGate,
  example: {
    namespace: 'flux-system',
    workload: 'image-reflector-controller',
    ksa: 'image-reader',
    version: '1.0.1',
    objects: 2,
    owner: { kind: 'kustomization', namespace: 'flux-system', name: 'flux-system', path: './clusters/prod' },
  },
  variants: [{ version: null, objects: 1 }],
});

function enableGate(args: Args): Fix[] {
  return addFlag(args, args.owner, `--feature-gates=${gate}=true`, { cluster: { objectLevelWorkloadIdentity: true } });
}
