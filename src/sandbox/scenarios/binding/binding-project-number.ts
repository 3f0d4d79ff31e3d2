import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { scenario } from '../scenario.ts';
import { grantOnGsa } from './policy.ts';

export const bindingProjectNumber = scenario({
  id: 'binding-project-number',
  title: 'the member has the project’s number where its id belongs',
  from: 'flux-v2',
  change(world) {
    grantOnGsa(world, { members: [`serviceAccount:${acme.number}.svc.id.goog[${fluxNamespace}/${acme.controller}]`] });
  },
  expect: {
    verdict: 'broken',
    code: 'binding-wrong-pool',
    blames: {
      namespace: 'flux-system',
      ksa: 'image-reflector-controller',
      gsa: 'image-reflector@acme-prod.iam.gserviceaccount.com',
      'found.member': 'serviceAccount:314159265358.svc.id.goog[flux-system/image-reflector-controller]',
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
      'serviceAccount:314159265358.svc.id.goog[flux-system/image-reflector-controller]',
      'image-reflector-controller',
    ],
  },
});
