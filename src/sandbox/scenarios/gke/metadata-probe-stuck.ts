import { fluxSaid } from '../flux-said.ts';
import { scenarios } from '../scenario.ts';

export const gkeMetadataProbeStuck = scenarios([
  {
    id: 'metadata-probe-stuck',
    title: 'the controller gave up on the metadata server at its start, and keeps to that',
    cases: ['B43'],
    from: 'flux-v2',
    change(world) {
      fluxSaid(
        world,
        'ImageRepository',
        'AuthenticationFailed',
        'failed to configure authentication options: failed to get access token for artifact registry: failed to create provider access token for the controller: google: could not find default credentials. See https://cloud.google.com/docs/authentication/external/set-up-adc for more information',
      );
    },
    expect: {
      verdict: 'broken',
      code: 'metadata-probe-stuck',
      blames: {
        identity: 'flux-system/image-reflector-controller',
        target: 'europe-west1-docker.pkg.dev/acme-prod/apps/api',
        namespace: 'flux-system',
        workload: 'image-reflector-controller',
      },
      repair: {
        tool: 'kubectl',
        does: ['kubectl -n flux-system rollout restart deployment image-reflector-controller'],
      },
      says: ['image-reflector-controller'],
    },
  },
]);
