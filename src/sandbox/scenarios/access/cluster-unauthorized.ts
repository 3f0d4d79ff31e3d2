import { scenario } from '../scenario.ts';

export const clusterUnauthorized = scenario({
  id: 'cluster-unauthorized',
  title: 'the token of the kubeconfig is known to the cluster no more',
  from: 'flux-v2',
  change(world) {
    world.operator.kubeconfig = 'expired';
  },
  expect: { verdict: 'inconclusive', code: 'cluster-unauthorized' },
});
