import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { scenario } from '../scenario.ts';
import { grantOnGsa, pool } from './policy.ts';

export const bindingSwapped = scenario({
  id: 'binding-swapped',
  title: 'namespace and name changed places in the member',
  from: 'flux-v2',
  change(world) {
    grantOnGsa(world, { members: [`serviceAccount:${pool}[${acme.controller}/${fluxNamespace}]`] });
  },
  expect: {
    verdict: 'broken',
    code: 'binding-wrong-namespace',
    blames: {
      namespace: 'flux-system',
      ksa: 'image-reflector-controller',
      gsa: 'image-reflector@acme-prod.iam.gserviceaccount.com',
      'found.member': 'serviceAccount:acme-prod.svc.id.goog[image-reflector-controller/flux-system]',
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
      'serviceAccount:acme-prod.svc.id.goog[image-reflector-controller/flux-system]',
      'image-reflector-controller',
    ],
  },
});
