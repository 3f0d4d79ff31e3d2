import { fluxSaid } from '../flux-said.ts';
import { scenarios } from '../scenario.ts';
import { ciliumPolicy } from './network-policy.ts';

const expected = {
  verdict: 'broken',
  code: 'scan-failing',
  blames: {
    identity: 'flux-system/image-reflector-controller',
    target: 'europe-west1-docker.pkg.dev/acme-prod/apps/api',
    kind: 'ImageRepository',
    namespace: 'flux-system',
    name: 'api',
  },
  repair: {
    tool: 'kubectl',
    does: ['kubectl -n flux-system annotate --overwrite imagerepository.image.toolkit.fluxcd.io api'],
  },
  says: ['api'],
} as const;

export const gkeScanFailing = scenarios([
  {
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
    expect: expected,
  },
  {
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
    expect: expected,
  },
  {
    id: 'metadata-server-answers-500',
    title: 'the metadata server answers 500, and all else is right',
    cases: ['B41'],
    from: 'flux-v2',
    change(world) {
      fluxSaid(
        world,
        'ImageRepository',
        'AuthenticationFailed',
        'failed to configure authentication options: failed to get access token for artifact registry: failed to create provider access token for the controller: compute: Received 500 `GKE Metadata Server: Internal Server Error`',
      );
    },
    expect: expected,
  },
]);
