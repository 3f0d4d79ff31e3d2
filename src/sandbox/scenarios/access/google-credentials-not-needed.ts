import { scenario } from '../scenario.ts';

export const googleCredentialsNotNeeded = scenario({
  id: 'google-credentials-not-needed',
  title: 'no Google credentials at all; the proof as the workload decides',
  from: 'flux-v2',
  change(world) {
    world.operator.credentials = 'none';
  },
  expect: { verdict: 'healthy', code: null },
});
