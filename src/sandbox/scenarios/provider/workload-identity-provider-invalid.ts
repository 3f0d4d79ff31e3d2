import { scenarios } from '../scenario.ts';
import { nameProvider, provider, useOwnProvider } from './tenant.ts';

export const providerWorkloadIdentityProviderInvalid = scenarios([
  {
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
  },
  {
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
  },
  {
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
  },
]);
