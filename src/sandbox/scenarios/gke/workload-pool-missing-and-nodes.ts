import { gkeCluster, withoutMetadataServer } from './cluster.ts';
import { scenario } from '../scenario.ts';

export const workloadPoolMissingAndNodes = scenario({
  id: 'workload-pool-missing-and-nodes',
  title: 'Workload Identity is off on the cluster and on its nodes',
  from: 'flux-v2',
  change(world) {
    gkeCluster(world).workloadPool = null;
    withoutMetadataServer(world);
  },
  expect: {
    verdict: 'broken',
    code: 'workload-pool-missing',
    blames: { identity: 'flux-system/image-reflector-controller', 'cluster.name': 'prod-1' },
    repair: { tool: 'gcloud', does: ['gcloud container clusters update prod-1'] },
    says: ['prod-1'],
    others: ['node-metadata-server-missing'],
  },
});
