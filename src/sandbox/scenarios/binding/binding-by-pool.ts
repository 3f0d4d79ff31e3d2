import { scenario } from '../scenario.ts';
import { grantOnGsa, poolPrincipal } from './policy.ts';

export const bindingByPool = scenario({
  id: 'binding-by-pool',
  title: 'the member is every KSA of the pool',
  from: 'flux-v2',
  change(world) {
    grantOnGsa(world, { members: [poolPrincipal('*')] });
  },
  expect: { verdict: 'healthy', code: null },
});
