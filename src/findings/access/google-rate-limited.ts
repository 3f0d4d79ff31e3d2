import { defineFinding } from '../define.ts';
import { askAgain } from '../fixes/verify.ts';
import { nullable, number, text } from '../schema.ts';

export const googleRateLimited = defineFinding({
  code: 'google-rate-limited',
  link: 'access',
  level: 'unknown',
  certain: true,
  since: '0.1.0',
  args: { host: text, problem: text, retryAfterSeconds: nullable(number) },
  summary: ({ host }) => `${host} is rate limiting: a quota is used up for now`,
  explanation:
    'Google answered 429. Nothing is known of what was asked, and throttling never counts as broken. Quotas of Artifact Registry are counted per project and region, so many ImageRepositories with a short interval can use them up.',
  sources: ['https://cloud.google.com/artifact-registry/quotas'],
  expected: () => 'an answer',
  actual: ({ problem }) => problem,
  fixes: ({ retryAfterSeconds }) => [
    {
      kind: 'find-out',
      title: 'Wait, and check again; longer scan intervals stay below the quota',
      tool: 'flux-wi',
      command: askAgain(),
      patch: null,
      permission: 'none',
      takes: retryAfterSeconds === null ? 'after about 1 min' : `after ${retryAfterSeconds} s`,
      verify: askAgain(),
    },
  ],
  example: {
    host: 'europe-west1-docker.pkg.dev',
    problem: "Quota exceeded for quota metric 'Requests per project per region'",
    retryAfterSeconds: 30,
  },
});
