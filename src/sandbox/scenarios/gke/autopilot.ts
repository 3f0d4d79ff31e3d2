import { gkeCluster, nodePool } from './cluster.ts';
import { scenario } from '../scenario.ts';

export const autopilot = scenario({
  id: 'autopilot',
  title: 'an Autopilot cluster, whose node pools say nothing of the metadata server',
  from: 'flux-v2',
  change(world) {
    gkeCluster(world).autopilot = true;
    delete nodePool(world).mode;
  },
  expect: { verdict: 'healthy', code: null },
});
