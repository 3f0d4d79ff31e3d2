import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { acme } from '../../worlds/flux-v2.ts';
import { account, project, scenarios } from '../scenario.ts';
import { grantOnGsa, pool } from './policy.ts';

const repair = {
  tool: 'gcloud',
  does: [
    'gcloud iam service-accounts add-iam-policy-binding image-reflector@acme-prod.iam.gserviceaccount.com',
    '--role=roles/iam.workloadIdentityUser',
    "--member='serviceAccount:acme-prod.svc.id.goog[flux-system/image-reflector-controller]'",
  ],
} as const;

export const bindingBindingWrongRole = scenarios([
  {
    id: 'binding-role-owner',
    title: 'the KSA owns the whole project, and owners may not become its accounts',
    from: 'flux-v2',
    change(world) {
      account(world, acme.cluster.project, acme.gsa).policy.bindings = [];
      project(world, acme.cluster.project).policy.bindings.push({
        role: 'roles/owner',
        members: [`serviceAccount:${pool}[${fluxNamespace}/${acme.controller}]`],
      });
    },
    expect: {
      verdict: 'broken',
      code: 'binding-wrong-role',
      blames: {
        namespace: 'flux-system',
        ksa: 'image-reflector-controller',
        gsa: 'image-reflector@acme-prod.iam.gserviceaccount.com',
        'found.member': 'serviceAccount:acme-prod.svc.id.goog[flux-system/image-reflector-controller]',
        'found.role': 'roles/owner',
      },
      repair,
      says: ['roles/owner', 'image-reflector-controller'],
    },
  },
  {
    id: 'binding-wrong-role',
    title: 'the KSA has Service Account User, which does not give tokens',
    from: 'flux-v2',
    change(world) {
      grantOnGsa(world, { role: 'roles/iam.serviceAccountUser' });
    },
    expect: {
      verdict: 'broken',
      code: 'binding-wrong-role',
      blames: {
        namespace: 'flux-system',
        ksa: 'image-reflector-controller',
        gsa: 'image-reflector@acme-prod.iam.gserviceaccount.com',
        'found.member': 'serviceAccount:acme-prod.svc.id.goog[flux-system/image-reflector-controller]',
        'found.role': 'roles/iam.serviceAccountUser',
      },
      repair,
      says: ['roles/iam.serviceAccountUser', 'image-reflector-controller'],
    },
  },
]);
