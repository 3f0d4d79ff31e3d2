import { scenario, takeReadings } from '../scenario.ts';

export const callerReadsNoIam = scenario({
  id: 'caller-reads-no-iam',
  title: 'the caller may read nothing of Google’s; the proof as the workload decides',
  from: 'flux-v2',
  change(world) {
    takeReadings(world);
  },
  expect: { verdict: 'healthy', code: null },
});
