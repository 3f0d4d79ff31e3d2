import { fluxSaid } from '../flux-said.ts';
import { scenario } from '../scenario.ts';

export const metadataNameNotResolved = scenario({
  id: 'metadata-name-not-resolved',
  title: 'kube-dns is down: the metadata server’s name is not resolved',
  cases: ['B49'],
  from: 'flux-v2',
  change(world) {
    fluxSaid(
      world,
      'ImageRepository',
      'AuthenticationFailed',
      'failed to configure authentication options: failed to get access token for artifact registry: failed to create provider access token for the controller: Get "http://metadata.google.internal/computeMetadata/v1/instance/service-accounts/default/token": dial tcp: lookup metadata.google.internal on 34.118.224.10:53: read udp: i/o timeout',
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
