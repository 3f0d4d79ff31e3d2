import { scenario } from '../scenario.ts';

export const tokenRefusedNow = scenario({
  id: 'token-refused-now',
  title: 'the registry accepts no token that comes from the cluster, and nothing was changed; every link can be proved',
  from: 'flux-v2',
  change(world) {
    world.faults.push({
      host: 'europe-west1-docker.pkg.dev',
      path: /^\/v2\/token/,
      from: 'cluster',
      answer: {
        kind: 'status',
        status: 401,
        body: { errors: [{ code: 'UNAUTHORIZED', message: 'authentication failed' }] },
      },
    });
  },
  expect: {
    verdict: 'inconclusive',
    code: 'scan-failing',
    blames: {
      identity: 'flux-system/image-reflector-controller',
      target: 'europe-west1-docker.pkg.dev/acme-prod/apps/api',
      kind: 'ImageRepository',
      namespace: 'flux-system',
      name: 'api',
    },
    repair: { tool: 'flux', does: ['flux reconcile image repository api -n flux-system'] },
    says: ['api'],
  },
});
