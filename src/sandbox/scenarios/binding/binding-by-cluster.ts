import { scenario } from '../scenario.ts';
import { grantOnGsa, poolPrincipal } from './policy.ts';

export const bindingByCluster = scenario({
  id: 'binding-by-cluster',
  title: 'the member is every KSA of the cluster',
  from: 'flux-v2',
  change(world) {
    grantOnGsa(world, {
      members: [
        poolPrincipal(
          'kubernetes.cluster/https://container.googleapis.com/v1/projects/acme-prod/locations/europe-west1/clusters/prod-1',
        ),
      ],
    });
  },
  expect: { verdict: 'healthy', code: null },
});
