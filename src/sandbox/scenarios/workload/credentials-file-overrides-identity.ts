import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { acme } from '../../worlds/flux-v2.ts';
import { changePods } from '../pod-specs.ts';
import { scenarios } from '../scenario.ts';
import { useKeyFile } from './key-file.ts';

const expected = {
  verdict: 'broken',
  code: 'credentials-file-overrides-identity',
  blames: {
    identity: 'flux-system/image-reflector-controller',
    namespace: 'flux-system',
    workload: 'image-reflector-controller',
    variable: 'GOOGLE_APPLICATION_CREDENTIALS',
    value: '/var/secrets/google/key.json',
  },
  repair: { tool: 'kubectl', does: ['kubectl -n flux-system patch deployment image-reflector-controller'] },
  says: ['/var/secrets/google/key.json', 'GOOGLE_APPLICATION_CREDENTIALS'],
} as const;

export const workloadCredentialsFileOverridesIdentity = scenarios([
  {
    id: 'credentials-file-is-not-there',
    title: 'GOOGLE_APPLICATION_CREDENTIALS names a file that no volume brings',
    from: 'flux-v2',
    change(world) {
      const variable = { name: 'GOOGLE_APPLICATION_CREDENTIALS', value: '/var/secrets/google/key.json' };
      changePods(world, fluxNamespace, acme.controller, ({ containers }) => containers[0]?.env?.push(variable));
    },
    expect: expected,
  },
  {
    id: 'credentials-file-overrides-identity',
    title: 'a key file of another account is patched into the controller',
    cases: ['B07', 'B15'],
    from: 'flux-v2',
    change(world) {
      useKeyFile(world, `gke-nodes@${acme.cluster.project}.iam.gserviceaccount.com`);
    },
    expect: expected,
  },
]);
