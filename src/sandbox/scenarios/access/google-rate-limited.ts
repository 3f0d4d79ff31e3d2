import { scenarios } from '../scenario.ts';

export const accessGoogleRateLimited = scenarios([
  {
    id: 'google-rate-limited',
    title: 'the registry throttles',
    cases: ['B95'],
    from: 'flux-v2',
    change(world) {
      const host = 'europe-west1-docker.pkg.dev';
      const message =
        "Quota exceeded for quota metric 'Requests per project per region' and limit 'Requests per project per region per minute per region' of service 'artifactregistry.googleapis.com' for consumer 'project_number:314159265358'.";
      const body = { errors: [{ code: 'TOOMANYREQUESTS', message }] };
      world.faults.push({ host, answer: { kind: 'status', status: 429, body, headers: { 'retry-after': '60' } } });
    },
    expect: {
      verdict: 'inconclusive',
      code: 'google-rate-limited',
      blames: {
        identity: 'flux-system/image-reflector-controller',
        target: 'europe-west1-docker.pkg.dev/acme-prod/apps/api',
        host: 'europe-west1-docker.pkg.dev',
      },
      repair: { tool: 'flux-wi', does: ['flux-wi doctor'] },
      says: ['europe-west1-docker.pkg.dev'],
    },
  },
]);
