import { onlyEgress } from '../gke/network-policy.ts';
import { project, scenarios } from '../scenario.ts';
import { readDirectly, useOwnProvider } from './tenant.ts';

export const providerHealthy = scenarios([
  {
    id: 'own-provider-direct',
    title: 'the tenant’s KSA names a provider of another pool, and no GSA',
    from: 'flux-v2-object',
    change(world) {
      useOwnProvider(world);
      readDirectly(world);
    },
    expect: { verdict: 'healthy', code: null },
  },
  {
    id: 'own-provider-metadata-blocked',
    title: 'the policies keep the controller from the metadata server, which Flux does not ask for this KSA',
    from: 'flux-v2-object',
    change(world) {
      useOwnProvider(world);
      onlyEgress(world, [
        { to: [{ namespaceSelector: {} }] },
        {
          to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['169.254.0.0/16'] } }],
          ports: [{ port: 443, protocol: 'TCP' }],
        },
      ]);
    },
    expect: { verdict: 'healthy', code: null },
  },
  {
    id: 'own-provider-outside-gke',
    title: 'a cluster that is not GKE’s, whose tokens a provider of the project takes',
    from: 'flux-v2-object',
    change(world) {
      world.cluster.issuer = 'https://oidc.clusters.acme.example/kind-1';
      useOwnProvider(world);
    },
    expect: { verdict: 'healthy', code: null },
  },
  {
    id: 'own-provider-pool-off',
    title: 'Workload Identity is off on the cluster, and Flux does not go by it',
    from: 'flux-v2-object',
    change(world) {
      useOwnProvider(world);
      const { clusters } = project(world, 'acme-prod');
      for (const cluster of Object.values(clusters)) cluster.workloadPool = null;
    },
    expect: { verdict: 'healthy', code: null },
  },
  {
    id: 'own-provider',
    title: 'the tenant’s KSA names a provider of another pool, which Flux goes by',
    from: 'flux-v2-object',
    change(world) {
      useOwnProvider(world);
    },
    expect: { verdict: 'healthy', code: null },
  },
]);
