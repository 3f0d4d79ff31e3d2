import { gkeCluster } from './cluster.ts';
import { scenario } from '../scenario.ts';

export const workloadPoolMissing = scenario({
  id: 'workload-pool-missing',
  title: 'Workload Identity is off on the cluster',
  from: 'flux-v2',
  change(world) {
    gkeCluster(world).workloadPool = null;
  },
  expect: {
    verdict: 'broken',
    code: 'workload-pool-missing',
    blames: { identity: 'flux-system/image-reflector-controller', 'cluster.name': 'prod-1' },
    repair: { tool: 'gcloud', does: ['gcloud container clusters update prod-1'] },
    says: ['prod-1'],
  },
});
