import { account, project, scenario } from '../scenario.ts';

export const bindingWrongPool = scenario({
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
});
