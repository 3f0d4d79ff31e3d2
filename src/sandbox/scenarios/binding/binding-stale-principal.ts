import { scenarios } from '../scenario.ts';
import { grantOnGsa, poolPrincipal } from './policy.ts';

export const bindingBindingStalePrincipal = scenarios([
  {
    id: 'binding-stale-principal',
    title: 'the member is the KSA by its UID, and the KSA was made anew since',
    from: 'flux-v2',
    change(world) {
      grantOnGsa(world, {
        members: [poolPrincipal(`kubernetes.serviceaccount.uid/0b6f2f2e-7a43-4d8c-9f0e-5a1d3c2b4e60`)],
      });
    },
    expect: {
      verdict: 'broken',
      code: 'binding-stale-principal',
      blames: {
        namespace: 'flux-system',
        ksa: 'image-reflector-controller',
        gsa: 'image-reflector@acme-prod.iam.gserviceaccount.com',
        'found.member':
          'principal://iam.googleapis.com/projects/314159265358/locations/global/workloadIdentityPools/acme-prod.svc.id.goog/kubernetes.serviceaccount.uid/0b6f2f2e-7a43-4d8c-9f0e-5a1d3c2b4e60',
        uid: '0b6f2f2e-7a43-4d8c-9f0e-5a1d3c2b4e60',
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
        'principal://iam.googleapis.com/projects/314159265358/locations/global/workloadIdentityPools/acme-prod.svc.id.goog/kubernetes.serviceaccount.uid/0b6f2f2e-7a43-4d8c-9f0e-5a1d3c2b4e60',
        'image-reflector-controller',
      ],
    },
  },
]);
