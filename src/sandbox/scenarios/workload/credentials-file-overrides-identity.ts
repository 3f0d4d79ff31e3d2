import { acme } from '../../worlds/flux-v2.ts';
import { useKeyFile } from './key-file.ts';
import { scenario } from '../scenario.ts';

export const credentialsFileOverridesIdentity = scenario({
  id: 'credentials-file-overrides-identity',
  title: 'a key file of another account is patched into the controller',
  cases: ['B07', 'B15'],
  from: 'flux-v2',
  change(world) {
    useKeyFile(world, `gke-nodes@${acme.cluster.project}.iam.gserviceaccount.com`);
  },
  expect: {
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
  },
});
