import { gkeCluster } from './cluster.ts';
import { scenario } from '../scenario.ts';

export const workloadPoolMissing = scenario({
  id: 'workload-pool-missing',
  title: 'Workload Identity is off on the cluster',
  from: 'flux-v2',
  change(world) {
    gkeCluster(world).workloadPool = null;
  },
  expect: { verdict: 'broken', code: 'workload-pool-missing' },
});
