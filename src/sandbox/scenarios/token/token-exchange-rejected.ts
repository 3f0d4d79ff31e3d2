import { scenarios } from '../scenario.ts';

const blames = {
  namespace: 'flux-system',
  ksa: 'image-reflector-controller',
  pool: 'acme-prod.svc.id.goog',
  error: 'invalid_grant',
} as const;

export const tokenTokenExchangeRejected = scenarios([
  {
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
      blames,
      repair: { tool: 'gcloud', does: ['gcloud container clusters describe prod-1'] },
      says: ['image-reflector-controller'],
    },
  },
  {
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
      blames,
      repair: { tool: 'flux-wi', does: ['date -u'] },
      says: ['image-reflector-controller'],
    },
  },
  {
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
  },
]);
