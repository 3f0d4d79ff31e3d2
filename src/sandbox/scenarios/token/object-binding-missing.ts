import { account, scenario } from '../scenario.ts';

export const objectBindingMissing = scenario({
  id: 'object-binding-missing',
  title: 'nobody bound the tenant’s KSA',
  from: 'flux-v2-object',
  change(world) {
    account(world, 'acme-prod', 'team-a-registry@acme-prod.iam.gserviceaccount.com').policy.bindings = [];
  },
  expect: { verdict: 'broken', code: 'binding-missing' },
});
