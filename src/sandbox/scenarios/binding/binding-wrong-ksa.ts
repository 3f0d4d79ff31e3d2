import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { acme } from '../../worlds/flux-v2.ts';
import { scenarios } from '../scenario.ts';
import { grantOnGsa, pool } from './policy.ts';

const repair = {
  tool: 'gcloud',
  does: [
    'gcloud iam service-accounts add-iam-policy-binding image-reflector@acme-prod.iam.gserviceaccount.com',
    '--role=roles/iam.workloadIdentityUser',
    "--member='serviceAccount:acme-prod.svc.id.goog[flux-system/image-reflector-controller]'",
  ],
} as const;

export const bindingBindingWrongKsa = scenarios([
  {
    id: 'binding-other-controller',
    title: 'the binding names source-controller; image-reflector-controller scans',
    from: 'flux-v2',
    change(world) {
      grantOnGsa(world, { members: [`serviceAccount:${pool}[${fluxNamespace}/source-controller]`] });
    },
    expect: {
      verdict: 'broken',
      code: 'binding-wrong-ksa',
      blames: {
        namespace: 'flux-system',
        ksa: 'image-reflector-controller',
        gsa: 'image-reflector@acme-prod.iam.gserviceaccount.com',
        'found.member': 'serviceAccount:acme-prod.svc.id.goog[flux-system/source-controller]',
      },
      repair,
      says: ['serviceAccount:acme-prod.svc.id.goog[flux-system/source-controller]', 'image-reflector-controller'],
    },
  },
  {
    id: 'binding-wrong-ksa',
    title: 'the binding names image-reflector-controller-blue, which a name suffix made of the KSA elsewhere',
    cases: ['B71'],
    from: 'flux-v2',
    change(world) {
      grantOnGsa(world, { members: [`serviceAccount:${pool}[${fluxNamespace}/${acme.controller}-blue]`] });
    },
    expect: {
      verdict: 'broken',
      code: 'binding-wrong-ksa',
      blames: {
        namespace: 'flux-system',
        ksa: 'image-reflector-controller',
        gsa: 'image-reflector@acme-prod.iam.gserviceaccount.com',
        'found.member': 'serviceAccount:acme-prod.svc.id.goog[flux-system/image-reflector-controller-blue]',
      },
      repair,
      says: [
        'serviceAccount:acme-prod.svc.id.goog[flux-system/image-reflector-controller-blue]',
        'image-reflector-controller',
      ],
    },
  },
]);
