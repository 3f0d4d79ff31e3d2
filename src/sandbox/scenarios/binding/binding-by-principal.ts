import { scenario } from '../scenario.ts';
import { grantOnGsa, poolPrincipal, subject } from './policy.ts';

export const bindingByPrincipal = scenario({
  id: 'binding-by-principal',
  title: 'the member is the KSA as a principal of its pool',
  from: 'flux-v2',
  change(world) {
    grantOnGsa(world, { members: [poolPrincipal(subject)] });
  },
  expect: { verdict: 'healthy', code: null },
});
