import { scenario } from '../scenario.ts';

export const tokenExchangeStale = scenario({
  id: 'token-exchange-stale',
  title: 'STS calls every token of the cluster stale: its clock is wrong',
  cases: ['B77'],
  from: 'flux-v2',
  change(world) {
    world.faults.push({
      host: 'sts.googleapis.com',
      path: /^\/v1\/token/,
      answer: {
        kind: 'status',
        status: 400,
        body: { error: 'invalid_grant', error_description: 'ID Token issued at 1749625771 is stale to sign-in.' },
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
    repair: { tool: 'flux-wi', does: ['date -u'] },
    says: ['image-reflector-controller'],
  },
});
