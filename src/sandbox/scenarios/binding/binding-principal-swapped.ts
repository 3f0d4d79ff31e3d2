import { acme } from '../../worlds/flux-v2.ts';
import { scenario } from '../scenario.ts';
import { grantOnGsa, poolPrincipal, subject } from './policy.ts';

export const bindingPrincipalSwapped = scenario({
  id: 'binding-principal-swapped',
  title: 'the principal has the project’s id and number in each other’s place',
  from: 'flux-v2',
  change(world) {
    grantOnGsa(world, {
      members: [poolPrincipal(subject, 'acme-prod').replace('acme-prod.svc', `${acme.number}.svc`)],
    });
  },
  expect: { verdict: 'broken', code: 'binding-malformed' },
});
