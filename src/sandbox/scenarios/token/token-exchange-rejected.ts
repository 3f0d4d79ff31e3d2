import { scenario } from '../scenario.ts';

export const tokenExchangeRejected = scenario({
  id: 'token-exchange-rejected',
  title: 'STS cannot fetch the keys of the cluster’s issuer',
  from: 'flux-v2',
  change(world) {
    world.faults.push({
      host: 'sts.googleapis.com',
      path: /^\/v1\/token/,
      answer: {
        kind: 'status',
        status: 400,
        body: { error: 'invalid_grant', error_description: "Error connecting to the given credential's issuer." },
      },
    });
  },
  expect: {
    verdict: 'broken',
    code: 'token-exchange-rejected',
    blames: {
      namespace: 'flux-system',
      ksa: 'image-reflector-controller',
      pool: 'acme-prod.svc.id.goog',
      error: 'invalid_grant',
    },
    repair: { tool: 'gcloud', does: ['gcloud container clusters describe prod-1'] },
    says: ['image-reflector-controller'],
  },
});
