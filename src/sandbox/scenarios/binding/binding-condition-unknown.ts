import { scenario } from '../scenario.ts';
import { grantOnGsa } from './policy.ts';

export const bindingConditionUnknown = scenario({
  id: 'binding-condition-unknown',
  title: 'the binding’s condition asks for an attribute that only Google sees, and Google refuses',
  from: 'flux-v2',
  change(world) {
    grantOnGsa(world, {
      condition: {
        title: 'trusted',
        expression: '"accessPolicies/1/accessLevels/trusted" in request.auth.access_levels',
      },
    });
  },
  expect: {
    verdict: 'broken',
    code: 'impersonation-denied',
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
