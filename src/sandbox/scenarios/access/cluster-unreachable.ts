import { scenarios } from '../scenario.ts';

export const accessClusterUnreachable = scenarios([
  {
    id: 'cluster-unreachable',
    title: 'nothing listens where the kubeconfig points',
    from: 'flux-v2',
    change(world) {
      world.cluster.reachable = false;
    },
    expect: {
      verdict: 'inconclusive',
      code: 'cluster-unreachable',
      blames: { context: 'gke_acme-prod_europe-west1_prod-1' },
      repair: { tool: 'gcloud', does: ['gcloud container clusters get-credentials'] },
      says: ['gke_acme-prod_europe-west1_prod-1'],
    },
  },
]);
