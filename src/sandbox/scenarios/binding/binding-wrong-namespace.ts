import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { acme } from '../../worlds/flux-v2.ts';
import { project, scenarios } from '../scenario.ts';
import { grantOnGsa, pool } from './policy.ts';

const blames = {
  namespace: 'flux-system',
  ksa: 'image-reflector-controller',
  gsa: 'image-reflector@acme-prod.iam.gserviceaccount.com',
  'found.member': 'serviceAccount:acme-prod.svc.id.goog[flux/image-reflector-controller]',
} as const;

const repair = {
  tool: 'gcloud',
  does: [
    'gcloud iam service-accounts add-iam-policy-binding image-reflector@acme-prod.iam.gserviceaccount.com',
    '--role=roles/iam.workloadIdentityUser',
    "--member='serviceAccount:acme-prod.svc.id.goog[flux-system/image-reflector-controller]'",
  ],
} as const;

export const bindingBindingWrongNamespace = scenarios([
  {
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
      repair,
      says: [
        'serviceAccount:acme-prod.svc.id.goog[image-reflector-controller/flux-system]',
        'image-reflector-controller',
      ],
    },
  },
  {
    id: 'binding-wrong-and-repository-missing',
    title: 'two breaks: the binding names another namespace, and the repository is not there',
    from: 'flux-v2',
    change(world) {
      grantOnGsa(world, { members: [`serviceAccount:${pool}[flux/${acme.controller}]`] });
      delete project(world, acme.cluster.project).repositories['europe-west1/apps'];
    },
    expect: {
      verdict: 'broken',
      code: 'binding-wrong-namespace',
      blames,
      repair,
      says: ['serviceAccount:acme-prod.svc.id.goog[flux/image-reflector-controller]', 'image-reflector-controller'],
      others: ['repository-not-found'],
    },
  },
  {
    id: 'binding-wrong-namespace',
    title: 'the binding names the KSA in namespace flux; the controller runs in flux-system',
    from: 'flux-v2',
    change(world) {
      const gsa = project(world, acme.cluster.project).serviceAccounts[acme.gsa];
      if (gsa === undefined) throw new Error(`no ${acme.gsa}`);
      gsa.policy.bindings = [
        {
          role: 'roles/iam.workloadIdentityUser',
          members: [`serviceAccount:${acme.cluster.project}.svc.id.goog[flux/${acme.controller}]`],
        },
      ];
    },
    expect: {
      verdict: 'broken',
      code: 'binding-wrong-namespace',
      blames,
      repair,
      says: ['serviceAccount:acme-prod.svc.id.goog[flux/image-reflector-controller]', 'image-reflector-controller'],
    },
  },
]);
