import { scenario, takeMinting, takeReadings } from '../scenario.ts';

export const callerProvesNothing = scenario({
  id: 'caller-proves-nothing',
  title: 'the caller may read nothing of Google’s, and mint no token of the KSA',
  from: 'flux-v2',
  change(world) {
    takeReadings(world);
    takeMinting(world);
  },
  expect: { verdict: 'inconclusive', code: 'kubernetes-permission-missing', unknowns: ['google-permission-missing'] },
});
