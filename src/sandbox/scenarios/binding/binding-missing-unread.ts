import { acme } from '../../worlds/flux-v2.ts';
import { account, scenario, takeReadings } from '../scenario.ts';

export const bindingMissingUnread = scenario({
  id: 'binding-missing-unread',
  title: 'nobody bound the KSA, and the operator may read no policy',
  from: 'flux-v2',
  change(world) {
    account(world, acme.cluster.project, acme.gsa).policy.bindings = [];
    takeReadings(world);
  },
  expect: { verdict: 'broken', code: 'impersonation-denied' },
});
