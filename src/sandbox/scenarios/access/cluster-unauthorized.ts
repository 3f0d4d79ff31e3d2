import { scenarios } from '../scenario.ts';

export const accessClusterUnauthorized = scenarios([
  {
    id: 'cluster-unauthorized',
    title: 'the token of the kubeconfig is known to the cluster no more',
    from: 'flux-v2',
    change(world) {
      world.operator.kubeconfig = 'expired';
    },
    expect: {
      verdict: 'inconclusive',
      code: 'cluster-unauthorized',
      blames: { context: 'gke_acme-prod_europe-west1_prod-1' },
      repair: { tool: 'gcloud', does: ['gcloud auth login'] },
      says: ['gke_acme-prod_europe-west1_prod-1'],
    },
  },
]);
