import { scenario } from '../scenario.ts';
import { grantOnGsa, poolPrincipal, subject } from './policy.ts';

export const bindingPrincipalOfOtherNumber = scenario({
  id: 'binding-principal-of-other-number',
  title: 'the principal names the pool under another project’s number',
  from: 'flux-v2',
  change(world) {
    grantOnGsa(world, { members: [poolPrincipal(subject, '141421356237')] });
  },
  expect: { verdict: 'broken', code: 'binding-wrong-pool' },
});
