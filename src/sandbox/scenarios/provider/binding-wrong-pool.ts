import { ksaMember } from '../../worlds/google-project.ts';
import { scenarios } from '../scenario.ts';
import { grantOnTenantGsa, tenant, useOwnProvider } from './tenant.ts';

export const providerBindingWrongPool = scenarios([
  {
    id: 'own-provider-binding-missing',
    title: 'the GSA lets the KSA of the cluster’s pool become it, and Flux comes as one of another pool',
    from: 'flux-v2-object',
    change(world) {
      useOwnProvider(world);
      grantOnTenantGsa(world, ksaMember('acme-prod', tenant.namespace, tenant.ksa));
    },
    expect: {
      verdict: 'broken',
      code: 'binding-wrong-pool',
      blames: {
        identity: 'team-a/registry-reader@object',
        namespace: 'team-a',
        ksa: 'registry-reader',
        gsa: 'team-a-registry@acme-prod.iam.gserviceaccount.com',
        'found.member': 'serviceAccount:acme-prod.svc.id.goog[team-a/registry-reader]',
      },
      repair: {
        tool: 'gcloud',
        does: [
          'gcloud iam service-accounts add-iam-policy-binding team-a-registry@acme-prod.iam.gserviceaccount.com',
          '--role=roles/iam.workloadIdentityUser',
          '/workloadIdentityPools/clusters/subject/system:serviceaccount:team-a:registry-reader',
        ],
      },
      says: ['serviceAccount:acme-prod.svc.id.goog[team-a/registry-reader]', 'registry-reader'],
    },
  },
]);
