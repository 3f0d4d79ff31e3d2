import { scenarios } from '../scenario.ts';
import { gkeCluster } from './cluster.ts';

export const gkeWorkloadPoolForeign = scenarios([
  {
    id: 'workload-pool-foreign',
    title: 'the cluster reports another project’s pool',
    from: 'flux-v2',
    change(world) {
      gkeCluster(world).workloadPool = 'acme-staging.svc.id.goog';
    },
    expect: {
      verdict: 'broken',
      code: 'workload-pool-foreign',
      blames: { identity: 'flux-system/image-reflector-controller', 'cluster.name': 'prod-1' },
      repair: { tool: 'gcloud', does: ['gcloud container clusters update prod-1'] },
      says: ['prod-1'],
    },
  },
]);
