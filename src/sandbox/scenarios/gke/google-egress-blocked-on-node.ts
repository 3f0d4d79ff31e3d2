import { fluxSaid } from '../flux-said.ts';
import { scenario } from '../scenario.ts';

export const googleEgressBlockedOnNode = scenario({
  id: 'google-egress-blocked-on-node',
  title: 'the node cannot reach Google’s token service, so the metadata server gives up',
  from: 'flux-v2',
  change(world) {
    fluxSaid(
      world,
      'ImageRepository',
      'AuthenticationFailed',
      'failed to configure authentication options: failed to get access token for artifact registry: failed to create provider access token for the controller: Get "https://sts.googleapis.com/v1/token": dial tcp 142.250.145.95:443: i/o timeout',
    );
  },
  expect: {
    verdict: 'broken',
    code: 'google-egress-blocked',
    blames: {
      identity: 'flux-system/image-reflector-controller',
      target: 'europe-west1-docker.pkg.dev/acme-prod/apps/api',
      namespace: 'flux-system',
      workload: 'image-reflector-controller',
      from: 'controller',
      host: 'sts.googleapis.com',
    },
    repair: {
      tool: 'kubectl',
      does: ['network-policy-google.yaml', 'image-reflector-controller'],
    },
    says: ['sts.googleapis.com', 'image-reflector-controller'],
  },
});
