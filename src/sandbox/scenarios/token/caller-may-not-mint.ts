import { scenario, takeMinting } from '../scenario.ts';

export const callerMayNotMint = scenario({
  id: 'caller-may-not-mint',
  title: 'all reads right, and the operator may mint no token',
  from: 'flux-v2',
  change(world) {
    takeMinting(world);
  },
  expect: { verdict: 'inconclusive', code: 'kubernetes-permission-missing' },
});
