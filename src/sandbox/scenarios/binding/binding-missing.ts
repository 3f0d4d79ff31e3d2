import { scenario } from '../scenario.ts';
import { grantOnGsa } from './policy.ts';

export const bindingMissing = scenario({
  id: 'binding-missing',
  title: 'nobody bound the KSA; the GSA’s policy holds only a colleague',
  cases: ['B61'],
  from: 'flux-v2',
  change(world) {
    grantOnGsa(world, { role: 'roles/iam.serviceAccountAdmin', members: ['user:anna@example.com'] });
  },
  expect: { verdict: 'broken', code: 'binding-missing' },
});
