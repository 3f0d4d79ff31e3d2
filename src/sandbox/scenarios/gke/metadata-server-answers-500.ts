import { fluxSaid } from '../flux-said.ts';
import { scenario } from '../scenario.ts';

export const metadataServerAnswers500 = scenario({
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
