import { scenario } from '../scenario.ts';

export const iamCredentialsThrottled = scenario({
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
});
