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
  expect: { verdict: 'broken', code: 'workload-identity-provider-invalid' },
});
