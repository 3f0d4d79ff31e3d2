import { scenario } from '../scenario.ts';
import { grantOnGsa, poolPrincipal, subject } from './policy.ts';

export const bindingPrincipalSetOfOne = scenario({
  id: 'binding-principal-set-of-one',
  title: 'a principalSet:// with the subject of one KSA',
  from: 'flux-v2',
  change(world) {
    grantOnGsa(world, { members: [poolPrincipal(subject).replace('principal:', 'principalSet:')] });
  },
  expect: { verdict: 'broken', code: 'binding-malformed' },
});
