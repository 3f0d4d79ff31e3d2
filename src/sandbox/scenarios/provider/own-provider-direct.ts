import { scenario } from '../scenario.ts';
import { readDirectly, useOwnProvider } from './tenant.ts';

export const ownProviderDirect = scenario({
  id: 'own-provider-direct',
  title: 'the tenant’s KSA names a provider of another pool, and no GSA',
  from: 'flux-v2-object',
  change(world) {
    useOwnProvider(world);
    readDirectly(world);
  },
  expect: { verdict: 'healthy', code: null },
});
