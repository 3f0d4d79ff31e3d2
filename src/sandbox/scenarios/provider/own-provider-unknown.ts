import { scenario } from '../scenario.ts';
import { nameProvider, provider } from './tenant.ts';

export const ownProviderUnknown = scenario({
  id: 'own-provider-unknown',
  title: 'the tenant’s KSA names a provider that does not exist, though the binding of the cluster’s pool stands',
  from: 'flux-v2-object',
  change(world) {
    nameProvider(world, provider.replace('prod-1', 'prod'));
  },
  expect: { verdict: 'broken', code: 'workload-identity-provider-invalid' },
});
