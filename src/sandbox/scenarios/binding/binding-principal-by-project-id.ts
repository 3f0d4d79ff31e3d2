import { scenario } from '../scenario.ts';
import { grantOnGsa, poolPrincipal, subject } from './policy.ts';

export const bindingPrincipalByProjectId = scenario({
  id: 'binding-principal-by-project-id',
  title: 'the principal has the project’s id where its number belongs',
  from: 'flux-v2',
  change(world) {
    grantOnGsa(world, { members: [poolPrincipal(subject, 'acme-prod')] });
  },
  expect: { verdict: 'broken', code: 'binding-malformed' },
});
