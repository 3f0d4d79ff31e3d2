import { scenarios } from '../scenario.ts';
import { grantOnGsa } from './policy.ts';

export const bindingBindingConditionUnmet = scenarios([
  {
    id: 'binding-condition-unmet',
    title: 'the binding had an end, and it is past',
    from: 'flux-v2',
    change(world) {
      grantOnGsa(world, {
        condition: { title: 'until-new-year', expression: 'request.time < timestamp("2026-01-01T00:00:00Z")' },
      });
    },
    expect: {
      verdict: 'broken',
      code: 'binding-condition-unmet',
      blames: {
        namespace: 'flux-system',
        ksa: 'image-reflector-controller',
        gsa: 'image-reflector@acme-prod.iam.gserviceaccount.com',
        'found.member': 'serviceAccount:acme-prod.svc.id.goog[flux-system/image-reflector-controller]',
      },
      repair: {
        tool: 'gcloud',
        does: [
          'gcloud iam service-accounts add-iam-policy-binding image-reflector@acme-prod.iam.gserviceaccount.com',
          '--role=roles/iam.workloadIdentityUser',
          "--member='serviceAccount:acme-prod.svc.id.goog[flux-system/image-reflector-controller]'",
        ],
      },
      says: ['until-new-year', 'image-reflector-controller'],
    },
  },
]);
