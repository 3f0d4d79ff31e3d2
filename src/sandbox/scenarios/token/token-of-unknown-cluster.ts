import { scenario } from '../scenario.ts';

export const tokenOfUnknownCluster = scenario({
  id: 'token-of-unknown-cluster',
  title: 'Google knows the cluster under another location than its tokens name',
  cases: ['B75'],
  from: 'flux-v2',
  change(world) {
    world.cluster.issuer =
      'https://container.googleapis.com/v1/projects/acme-prod/locations/europe-west1-b/clusters/prod-1';
  },
  expect: {
    verdict: 'broken',
    code: 'token-exchange-rejected',
    blames: {
      namespace: 'flux-system',
      ksa: 'image-reflector-controller',
      pool: 'acme-prod.svc.id.goog',
      error: 'invalid_target',
    },
    repair: { tool: 'gcloud', does: ['gcloud container clusters describe prod-1'] },
    says: ['image-reflector-controller'],
  },
});
