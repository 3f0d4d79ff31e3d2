import { scenario } from '../scenario.ts';

export const googleCredentialsExpiredNotNeeded = scenario({
  id: 'google-credentials-expired-not-needed',
  title: 'the Google login has expired; the proof as the workload decides',
  from: 'flux-v2',
  change(world) {
    world.operator.credentials = 'expired';
  },
  expect: { verdict: 'healthy', code: null },
});
