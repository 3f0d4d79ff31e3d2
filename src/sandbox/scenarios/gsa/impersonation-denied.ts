import { acme } from '../../worlds/flux-v2.ts';
import { account, scenarios, takeReadings } from '../scenario.ts';

export const gsaImpersonationDenied = scenarios([
  {
    id: 'gsa-disabled-unread',
    title: 'the GSA is disabled, and the operator may read nothing of Google’s',
    from: 'flux-v2',
    change(world) {
      account(world, acme.cluster.project, acme.gsa).disabled = true;
      takeReadings(world);
    },
    expect: {
      verdict: 'broken',
      code: 'impersonation-denied',
      blames: {
        namespace: 'flux-system',
        ksa: 'image-reflector-controller',
        gsa: 'image-reflector@acme-prod.iam.gserviceaccount.com',
      },
      repair: { tool: 'gcloud', does: ['gcloud iam service-accounts describe image-reflector@acme-prod'] },
      says: ['image-reflector@acme-prod.iam.gserviceaccount.com', 'image-reflector-controller'],
    },
  },
]);
