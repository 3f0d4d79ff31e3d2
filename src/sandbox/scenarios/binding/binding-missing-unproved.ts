import { acme } from '../../worlds/flux-v2.ts';
import { account, scenario, takeMinting } from '../scenario.ts';

export const bindingMissingUnproved = scenario({
  id: 'binding-missing-unproved',
  title: 'nobody bound the KSA, and the operator may read all policies but mint no token',
  from: 'flux-v2',
  change(world) {
    account(world, acme.cluster.project, acme.gsa).policy.bindings = [];
    takeMinting(world);
  },
  expect: { verdict: 'broken', code: 'binding-missing' },
});
