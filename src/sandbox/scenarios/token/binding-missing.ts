import { account, scenarios } from '../scenario.ts';

export const tokenBindingMissing = scenarios([
  {
    id: 'object-binding-missing',
    title: 'nobody bound the tenant’s KSA',
    from: 'flux-v2-object',
    change(world) {
      account(world, 'acme-prod', 'team-a-registry@acme-prod.iam.gserviceaccount.com').policy.bindings = [];
    },
    expect: {
      verdict: 'broken',
      code: 'binding-missing',
      blames: {
        identity: 'team-a/registry-reader@object',
        namespace: 'team-a',
        ksa: 'registry-reader',
        gsa: 'team-a-registry@acme-prod.iam.gserviceaccount.com',
      },
      repair: {
        tool: 'gcloud',
        does: [
          'gcloud iam service-accounts add-iam-policy-binding team-a-registry@acme-prod.iam.gserviceaccount.com',
          '--role=roles/iam.workloadIdentityUser',
          "--member='serviceAccount:acme-prod.svc.id.goog[team-a/registry-reader]'",
        ],
      },
      says: ['team-a-registry@acme-prod.iam.gserviceaccount.com', 'registry-reader'],
    },
  },
]);
