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
  expect: {
    verdict: 'broken',
    code: 'binding-missing',
    blames: {
      namespace: 'flux-system',
      ksa: 'image-reflector-controller',
      gsa: 'image-reflector@acme-prod.iam.gserviceaccount.com',
    },
    repair: {
      tool: 'gcloud',
      does: [
        'gcloud iam service-accounts add-iam-policy-binding image-reflector@acme-prod.iam.gserviceaccount.com',
        '--role=roles/iam.workloadIdentityUser',
        "--member='serviceAccount:acme-prod.svc.id.goog[flux-system/image-reflector-controller]'",
      ],
    },
    says: ['image-reflector@acme-prod.iam.gserviceaccount.com', 'image-reflector-controller'],
  },
});
