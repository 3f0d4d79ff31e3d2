import { scenario } from '../scenario.ts';
import { grantOnGsa } from './policy.ts';

export const bindingWrongRole = scenario({
  id: 'binding-wrong-role',
  title: 'the KSA has Service Account User, which does not give tokens',
  from: 'flux-v2',
  change(world) {
    grantOnGsa(world, { role: 'roles/iam.serviceAccountUser' });
  },
  expect: { verdict: 'broken', code: 'binding-wrong-role' },
});
