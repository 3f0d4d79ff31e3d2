import { scenario } from '../scenario.ts';
import { useOwnProvider } from './tenant.ts';

export const ownProviderOutsideGke = scenario({
  id: 'own-provider-outside-gke',
  title: 'a cluster that is not GKE’s, whose tokens a provider of the project takes',
  from: 'flux-v2-object',
  change(world) {
    world.cluster.issuer = 'https://oidc.clusters.acme.example/kind-1';
    useOwnProvider(world);
  },
  expect: { verdict: 'healthy', code: null },
});
