import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { scenario } from '../scenario.ts';
import { grantOnGsa } from './policy.ts';

export const bindingMalformed = scenario({
  id: 'binding-malformed',
  title: 'the placeholder’s brackets were left around the project’s id',
  cases: ['B69'],
  from: 'flux-v2',
  change(world) {
    grantOnGsa(world, {
      members: [`serviceAccount:[${acme.cluster.project}].svc.id.goog[${fluxNamespace}/${acme.controller}]`],
    });
  },
  expect: {
    verdict: 'broken',
    code: 'binding-malformed',
    blames: {
      namespace: 'flux-system',
      ksa: 'image-reflector-controller',
      gsa: 'image-reflector@acme-prod.iam.gserviceaccount.com',
      'found.member': 'serviceAccount:[acme-prod].svc.id.goog[flux-system/image-reflector-controller]',
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
      'serviceAccount:[acme-prod].svc.id.goog[flux-system/image-reflector-controller]',
      'image-reflector-controller',
    ],
  },
});
