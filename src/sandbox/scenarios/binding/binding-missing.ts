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
