import { acme } from '../../worlds/flux-v2.ts';
import { account, scenarios } from '../scenario.ts';

export const gsaGsaDisabled = scenarios([
  {
    id: 'gsa-disabled',
    title: 'the GSA is disabled',
    from: 'flux-v2',
    change(world) {
      account(world, acme.cluster.project, acme.gsa).disabled = true;
    },
    expect: {
      verdict: 'broken',
      code: 'gsa-disabled',
      blames: {
        identity: 'flux-system/image-reflector-controller',
        gsa: 'image-reflector@acme-prod.iam.gserviceaccount.com',
        project: 'acme-prod',
      },
      repair: {
        tool: 'gcloud',
        does: ['gcloud iam service-accounts enable image-reflector@acme-prod.iam.gserviceaccount.com'],
      },
      says: ['image-reflector@acme-prod.iam.gserviceaccount.com', 'acme-prod'],
    },
  },
]);
