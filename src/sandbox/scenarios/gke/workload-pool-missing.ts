import { scenarios } from '../scenario.ts';
import { gkeCluster, withoutMetadataServer } from './cluster.ts';

export const gkeWorkloadPoolMissing = scenarios([
  {
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
  },
  {
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
  },
]);
