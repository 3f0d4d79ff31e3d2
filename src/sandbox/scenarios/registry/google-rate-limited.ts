import { scenarios } from '../scenario.ts';

export const registryGoogleRateLimited = scenarios([
  {
    id: 'registry-throttled',
    title: 'the registry answers that the quota of requests is spent',
    cases: ['B95'],
    from: 'flux-v2',
    change(world) {
      world.faults.push({
        host: 'europe-west1-docker.pkg.dev',
        answer: {
          kind: 'status',
          status: 429,
          body: {
            errors: [
              {
                code: 'TOOMANYREQUESTS',
                message:
                  "Quota exceeded for quota metric 'Requests per project per region' and limit 'Requests per project per region per minute per region' of service 'artifactregistry.googleapis.com' for consumer 'project_number:314159265358'.",
              },
            ],
          },
        },
      });
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
