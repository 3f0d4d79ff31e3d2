import { scenario } from '../scenario.ts';
import { nameProvider, provider } from './tenant.ts';

export const ownProviderUnknown = scenario({
  id: 'own-provider-unknown',
  title: 'the tenant’s KSA names a provider that does not exist, though the binding of the cluster’s pool stands',
  from: 'flux-v2-object',
  change(world) {
    nameProvider(world, provider.replace('prod-1', 'prod'));
  },
  expect: {
    verdict: 'broken',
    code: 'workload-identity-provider-invalid',
    blames: {
      identity: 'team-a/registry-reader@object',
      namespace: 'team-a',
      ksa: 'registry-reader',
      value: 'projects/314159265358/locations/global/workloadIdentityPools/clusters/providers/prod',
      cause: 'unknown',
    },
    repair: { tool: 'gcloud', does: ['gcloud iam workload-identity-pools providers list'] },
    says: ['projects/314159265358/locations/global/workloadIdentityPools/clusters/providers/prod', 'registry-reader'],
  },
});
