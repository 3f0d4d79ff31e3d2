import { scenario } from '../scenario.ts';

export const clusterNotGke = scenario({
  id: 'cluster-not-gke',
  title: 'the cluster is none of GKE’s: its tokens have another issuer',
  from: 'flux-v2',
  change(world) {
    world.cluster.issuer = 'https://oidc.kind.example/prod-1';
  },
  expect: {
    verdict: 'inconclusive',
    code: 'cluster-not-gke',
    blames: { identity: 'flux-system/image-reflector-controller', context: 'gke_acme-prod_europe-west1_prod-1' },
    repair: { tool: 'flux-wi', does: ['flux-wi doctor'] },
    says: ['gke_acme-prod_europe-west1_prod-1'],
  },
});
