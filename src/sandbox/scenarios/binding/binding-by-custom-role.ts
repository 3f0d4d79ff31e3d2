import { scenario } from '../scenario.ts';
import { grantOnGsa } from './policy.ts';

export const bindingByCustomRole = scenario({
  id: 'binding-by-custom-role',
  title: 'a role of the project’s own gives the one permission',
  from: 'flux-v2',
  change(world) {
    world.google.roles['projects/acme-prod/roles/becomeReader'] = {
      permissions: ['iam.serviceAccounts.getAccessToken'],
    };
    grantOnGsa(world, { role: 'projects/acme-prod/roles/becomeReader' });
  },
  expect: { verdict: 'healthy', code: null },
});
