import { acme } from '../../worlds/flux-v2.ts';
import { scenario } from '../scenario.ts';
import { useKeyFile } from '../workload/key-file.ts';
import { kind, moveTo } from './outside-gke.ts';

export const clusterKindKeyFile = scenario({
  id: 'cluster-kind-key-file',
  title: 'a kind cluster where Flux scans by a key file, as is done outside of GKE',
  from: 'flux-v2',
  change(world) {
    moveTo(world, kind);
    useKeyFile(world, acme.gsa);
  },
  expect: {
    verdict: 'inconclusive',
    code: 'cluster-not-gke',
    blames: { identity: 'flux-system/image-reflector-controller', context: 'kind-dev' },
    repair: { tool: 'flux-wi', does: ['flux-wi doctor'] },
    says: ['kind-dev'],
  },
});
