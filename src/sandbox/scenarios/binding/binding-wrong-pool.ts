import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { acme } from '../../worlds/flux-v2.ts';
import { account, project, scenarios } from '../scenario.ts';
import { grantOnGsa, poolPrincipal, subject } from './policy.ts';

const repair = {
  tool: 'gcloud',
  does: [
    'gcloud iam service-accounts add-iam-policy-binding image-reflector@acme-prod.iam.gserviceaccount.com',
    '--role=roles/iam.workloadIdentityUser',
    "--member='serviceAccount:acme-prod.svc.id.goog[flux-system/image-reflector-controller]'",
  ],
} as const;

export const bindingBindingWrongPool = scenarios([
  {
    id: 'binding-principal-of-other-number',
    title: 'the principal names the pool under another project’s number',
    from: 'flux-v2',
    change(world) {
      grantOnGsa(world, { members: [poolPrincipal(subject, '141421356237')] });
    },
    expect: {
      verdict: 'broken',
      code: 'binding-wrong-pool',
      blames: {
        namespace: 'flux-system',
        ksa: 'image-reflector-controller',
        gsa: 'image-reflector@acme-prod.iam.gserviceaccount.com',
        'found.member':
          'principal://iam.googleapis.com/projects/141421356237/locations/global/workloadIdentityPools/acme-prod.svc.id.goog/subject/ns/flux-system/sa/image-reflector-controller',
      },
      repair,
      says: [
        'principal://iam.googleapis.com/projects/141421356237/locations/global/workloadIdentityPools/acme-prod.svc.id.goog/subject/ns/flux-system/sa/image-reflector-controller',
        'image-reflector-controller',
      ],
    },
  },
  {
    id: 'binding-project-number',
    title: 'the member has the project’s number where its id belongs',
    from: 'flux-v2',
    change(world) {
      grantOnGsa(world, {
        members: [`serviceAccount:${acme.number}.svc.id.goog[${fluxNamespace}/${acme.controller}]`],
      });
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
      repair,
      says: [
        'serviceAccount:314159265358.svc.id.goog[flux-system/image-reflector-controller]',
        'image-reflector-controller',
      ],
    },
  },
  {
    id: 'binding-wrong-pool',
    title: 'the member was built from the GSA’s project; the pool is the cluster’s',
    cases: ['B65'],
    from: 'three-projects',
    change(world) {
      const identities = project(world, 'acme-identities');
      identities.workloadPoolExists = true;
      const gsa = account(world, 'acme-identities', 'image-reflector@acme-identities.iam.gserviceaccount.com');
      gsa.policy.bindings = [
        {
          role: 'roles/iam.workloadIdentityUser',
          members: ['serviceAccount:acme-identities.svc.id.goog[flux-system/image-reflector-controller]'],
        },
      ];
    },
    expect: {
      verdict: 'broken',
      code: 'binding-wrong-pool',
      blames: {
        namespace: 'flux-system',
        ksa: 'image-reflector-controller',
        gsa: 'image-reflector@acme-identities.iam.gserviceaccount.com',
        'found.member': 'serviceAccount:acme-identities.svc.id.goog[flux-system/image-reflector-controller]',
      },
      repair: {
        tool: 'gcloud',
        does: [
          'gcloud iam service-accounts add-iam-policy-binding image-reflector@acme-identities.iam.gserviceaccount.com',
          '--role=roles/iam.workloadIdentityUser',
          "--member='serviceAccount:acme-clusters.svc.id.goog[flux-system/image-reflector-controller]'",
        ],
      },
      says: [
        'serviceAccount:acme-identities.svc.id.goog[flux-system/image-reflector-controller]',
        'image-reflector-controller',
      ],
    },
  },
]);
