import { scenario } from '../scenario.ts';
import { grantOnGsa } from './policy.ts';

export const bindingWrongRole = scenario({
  id: 'binding-wrong-role',
  title: 'the KSA has Service Account User, which does not give tokens',
  from: 'flux-v2',
  change(world) {
    grantOnGsa(world, { role: 'roles/iam.serviceAccountUser' });
  },
  expect: {
    verdict: 'broken',
    code: 'binding-wrong-role',
    blames: {
      namespace: 'flux-system',
      ksa: 'image-reflector-controller',
      gsa: 'image-reflector@acme-prod.iam.gserviceaccount.com',
      'found.member': 'serviceAccount:acme-prod.svc.id.goog[flux-system/image-reflector-controller]',
      'found.role': 'roles/iam.serviceAccountUser',
    },
    repair: {
      tool: 'gcloud',
      does: [
        'gcloud iam service-accounts add-iam-policy-binding image-reflector@acme-prod.iam.gserviceaccount.com',
        '--role=roles/iam.workloadIdentityUser',
        "--member='serviceAccount:acme-prod.svc.id.goog[flux-system/image-reflector-controller]'",
      ],
    },
    says: ['roles/iam.serviceAccountUser', 'image-reflector-controller'],
  },
});
