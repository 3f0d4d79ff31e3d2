import { scenario } from '../scenario.ts';
import { nameProvider, provider, useOwnProvider } from './tenant.ts';

export const ownProviderPrefixed = scenario({
  id: 'own-provider-prefixed',
  title: 'the tenant’s KSA names a provider by its full resource name, with the host in front',
  from: 'flux-v2-object',
  change(world) {
    useOwnProvider(world);
    nameProvider(world, `//iam.googleapis.com/${provider}`);
  },
  expect: {
    verdict: 'broken',
    code: 'workload-identity-provider-invalid',
    blames: {
      identity: 'team-a/registry-reader@object',
      namespace: 'team-a',
      ksa: 'registry-reader',
      value:
        '//iam.googleapis.com/projects/314159265358/locations/global/workloadIdentityPools/clusters/providers/prod-1',
      cause: 'malformed',
      likely: 'projects/314159265358/locations/global/workloadIdentityPools/clusters/providers/prod-1',
    },
    repair: {
      tool: 'kubectl',
      does: [
        'kubectl -n team-a annotate serviceaccount registry-reader gcp.auth.fluxcd.io/workload-identity-provider=projects/314159265358/locations/global/workloadIdentityPools/clusters/providers/prod-1',
      ],
    },
    says: [
      '//iam.googleapis.com/projects/314159265358/locations/global/workloadIdentityPools/clusters/providers/prod-1',
      'registry-reader',
    ],
  },
});
