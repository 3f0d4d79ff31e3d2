import { ciliumPolicy } from './network-policy.ts';
import { fluxSaid } from '../flux-said.ts';
import { scenario } from '../scenario.ts';

export const metadataEgressByOtherPolicies = scenario({
  id: 'metadata-egress-by-other-policies',
  title: 'a CiliumNetworkPolicy selects the pods; what it decides is not worked out',
  cases: ['B45'],
  from: 'flux-v2',
  change(world) {
    ciliumPolicy(world);
    fluxSaid(
      world,
      'ImageRepository',
      'AuthenticationFailed',
      'failed to configure authentication options: failed to get access token for artifact registry: failed to create provider access token for the controller: Get "http://169.254.169.254/computeMetadata/v1/instance/service-accounts/default/token": dial tcp 169.254.169.254:80: i/o timeout',
    );
  },
  expect: {
    verdict: 'broken',
    code: 'scan-failing',
    blames: {
      identity: 'flux-system/image-reflector-controller',
      target: 'europe-west1-docker.pkg.dev/acme-prod/apps/api',
      kind: 'ImageRepository',
      namespace: 'flux-system',
      name: 'api',
    },
    repair: { tool: 'flux', does: ['flux reconcile image repository api -n flux-system'] },
    says: ['api'],
  },
});
