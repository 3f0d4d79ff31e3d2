import { scenario } from '../scenario.ts';
import { grantOnGsa, poolPrincipal, subject } from './policy.ts';

export const bindingPrincipalOfOtherNumber = scenario({
  id: 'binding-principal-of-other-number',
  title: 'the principal names the pool under another project’s number',
  from: 'flux-v2',
  change(world) {
    grantOnGsa(world, { members: [poolPrincipal(subject, '141421356237')] });
  },
  expect: {
    verdict: 'broken',
    code: 'binding-wrong-pool',
    blames: {
      namespace: 'flux-system',
      ksa: 'image-reflector-controller',
      gsa: 'image-reflector@acme-prod.iam.gserviceaccount.com',
      'found.member':
        'principal://iam.googleapis.com/projects/141421356237/locations/global/workloadIdentityPools/acme-prod.svc.id.goog/subject/ns/flux-system/sa/image-reflector-controller',
    },
    repair: {
      tool: 'gcloud',
      does: [
        'gcloud iam service-accounts add-iam-policy-binding image-reflector@acme-prod.iam.gserviceaccount.com',
        '--role=roles/iam.workloadIdentityUser',
        "--member='serviceAccount:acme-prod.svc.id.goog[flux-system/image-reflector-controller]'",
      ],
    },
    says: [
      'principal://iam.googleapis.com/projects/141421356237/locations/global/workloadIdentityPools/acme-prod.svc.id.goog/subject/ns/flux-system/sa/image-reflector-controller',
      'image-reflector-controller',
    ],
  },
});
