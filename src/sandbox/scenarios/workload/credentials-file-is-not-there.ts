import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { changePods } from '../pod-specs.ts';
import { scenario } from '../scenario.ts';

export const credentialsFileIsNotThere = scenario({
  id: 'credentials-file-is-not-there',
  title: 'GOOGLE_APPLICATION_CREDENTIALS names a file that no volume brings',
  from: 'flux-v2',
  change(world) {
    const variable = { name: 'GOOGLE_APPLICATION_CREDENTIALS', value: '/var/secrets/google/key.json' };
    changePods(world, fluxNamespace, acme.controller, ({ containers }) => containers[0]?.env?.push(variable));
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
