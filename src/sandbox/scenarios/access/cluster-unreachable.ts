import { scenario } from '../scenario.ts';

export const clusterUnreachable = scenario({
  id: 'cluster-unreachable',
  title: 'nothing listens where the kubeconfig points',
  from: 'flux-v2',
  change(world) {
    world.cluster.reachable = false;
  },
  expect: { verdict: 'inconclusive', code: 'cluster-unreachable' },
});
