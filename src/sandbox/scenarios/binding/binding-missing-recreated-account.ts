import { scenario } from '../scenario.ts';
import { grantOnGsa } from './policy.ts';

export const bindingMissingRecreatedAccount = scenario({
  id: 'binding-missing-recreated-account',
  title: 'a grant of an account that is no more is all that is left',
  from: 'flux-v2',
  change(world) {
    grantOnGsa(world, {
      members: ['deleted:serviceAccount:old@acme-prod.iam.gserviceaccount.com?uid=104857600000000000042'],
    });
  },
  expect: { verdict: 'broken', code: 'binding-missing' },
});
