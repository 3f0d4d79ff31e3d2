import { scenario, takeReadings } from '../scenario.ts';

export const bindingUnreadProofSucceeds = scenario({
  id: 'binding-unread-proof-succeeds',
  title: 'the operator may read no policy; the token proves the binding',
  from: 'flux-v2',
  change(world) {
    takeReadings(world);
  },
  expect: { verdict: 'healthy', code: null },
});
