import { scenario } from '../scenario.ts';
import { nameProvider, provider, useOwnProvider } from './tenant.ts';

export const ownProviderMalformed = scenario({
  id: 'own-provider-malformed',
  title: 'the tenant’s KSA names a provider by the project’s id, which Flux does not take',
  from: 'flux-v2-object',
  change(world) {
    useOwnProvider(world);
    nameProvider(world, provider.replace(/\d+/, 'acme-prod'));
  },
  expect: {
    verdict: 'broken',
    code: 'workload-identity-provider-invalid',
    blames: {
      identity: 'team-a/registry-reader@object',
      namespace: 'team-a',
      ksa: 'registry-reader',
      value: 'projects/acme-prod/locations/global/workloadIdentityPools/clusters/providers/prod-1',
      cause: 'malformed',
    },
    repair: { tool: 'gcloud', does: ['gcloud iam workload-identity-pools providers list'] },
    says: ['projects/acme-prod/locations/global/workloadIdentityPools/clusters/providers/prod-1', 'registry-reader'],
  },
});
