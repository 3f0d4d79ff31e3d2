import { scenarios } from '../scenario.ts';

export const tokenGoogleRateLimited = scenarios([
  {
    id: 'iam-credentials-throttled',
    title: 'IAM Credentials answers outside callers that the quota is spent',
    from: 'flux-v2',
    change(world) {
      world.faults.push({
        host: 'iamcredentials.googleapis.com',
        from: 'outside',
        answer: {
          kind: 'status',
          status: 429,
          body: {
            error: {
              code: 429,
              status: 'RESOURCE_EXHAUSTED',
              message:
                "Quota exceeded for quota metric 'Requests' and limit 'Requests per minute' of service 'iamcredentials.googleapis.com' for consumer 'project_number:314159265358'.",
            },
          },
        },
      });
    },
    expect: {
      verdict: 'inconclusive',
      code: 'google-rate-limited',
      blames: { identity: 'flux-system/image-reflector-controller', host: 'iamcredentials.googleapis.com' },
      repair: { tool: 'flux-wi', does: ['flux-wi doctor'] },
      says: ['iamcredentials.googleapis.com'],
    },
  },
  {
    id: 'sts-throttled',
    title: 'STS answers that the quota is spent',
    from: 'flux-v2',
    change(world) {
      world.faults.push({
        host: 'sts.googleapis.com',
        path: /^\/v1\/token/,
        answer: {
          kind: 'status',
          status: 429,
          body: {
            error: {
              code: 429,
              status: 'RESOURCE_EXHAUSTED',
              message:
                "Quota exceeded for quota metric 'Requests' and limit 'Requests per minute' of service 'sts.googleapis.com' for consumer 'project_number:314159265358'.",
            },
          },
        },
      });
    },
    expect: {
      verdict: 'inconclusive',
      code: 'google-rate-limited',
      blames: { identity: 'flux-system/image-reflector-controller', host: 'sts.googleapis.com' },
      repair: { tool: 'flux-wi', does: ['flux-wi doctor'] },
      says: ['sts.googleapis.com'],
    },
  },
]);
