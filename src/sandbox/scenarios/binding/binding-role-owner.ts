import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { account, project, scenario } from '../scenario.ts';
import { pool } from './policy.ts';

export const bindingRoleOwner = scenario({
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
    repair: {
      tool: 'gcloud',
      does: [
        'gcloud iam service-accounts add-iam-policy-binding image-reflector@acme-prod.iam.gserviceaccount.com',
        '--role=roles/iam.workloadIdentityUser',
        "--member='serviceAccount:acme-prod.svc.id.goog[flux-system/image-reflector-controller]'",
      ],
    },
    says: ['roles/owner', 'image-reflector-controller'],
  },
});
