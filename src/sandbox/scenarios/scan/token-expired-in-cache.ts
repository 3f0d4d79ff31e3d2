import { scenario } from '../scenario.ts';

export const tokenExpiredInCache = scenario({
  id: 'token-expired-in-cache',
  title: 'the registry takes no token that the controller has kept; every link holds',
  cases: ['B115'],
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
  expect: { verdict: 'healthy', code: null, warns: ['token-expired-in-cache'] },
});
