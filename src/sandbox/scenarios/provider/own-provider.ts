import { scenario } from '../scenario.ts';
import { useOwnProvider } from './tenant.ts';

export const ownProvider = scenario({
  id: 'own-provider',
  title: 'the tenant’s KSA names a provider of another pool, which Flux goes by',
  from: 'flux-v2-object',
  change(world) {
    useOwnProvider(world);
  },
  expect: { verdict: 'healthy', code: null },
});
