import { project, scenario } from '../scenario.ts';
import { useOwnProvider } from './tenant.ts';

export const ownProviderPoolOff = scenario({
  id: 'own-provider-pool-off',
  title: 'Workload Identity is off on the cluster, and Flux does not go by it',
  from: 'flux-v2-object',
  change(world) {
    useOwnProvider(world);
    const { clusters } = project(world, 'acme-prod');
    for (const cluster of Object.values(clusters)) cluster.workloadPool = null;
  },
  expect: { verdict: 'healthy', code: null },
});
