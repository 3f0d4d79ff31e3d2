import { withoutMetadataServer } from './cluster.ts';
import { fluxSaid } from '../flux-said.ts';
import { scenario } from '../scenario.ts';

export const metadataConcealed = scenario({
  id: 'metadata-concealed',
  title: 'the node pool is in the concealment mode of old, which excludes Workload Identity',
  cases: ['B35'],
  from: 'flux-v2',
  change(world) {
    withoutMetadataServer(world);
    fluxSaid(
      world,
      'ImageRepository',
      'AuthenticationFailed',
      'failed to configure authentication options: The request is rejected. Please check if the metadata server is concealed.',
    );
  },
  expect: {
    verdict: 'broken',
    code: 'node-metadata-server-missing',
    blames: { identity: 'flux-system/image-reflector-controller', 'cluster.name': 'prod-1', nodePool: 'main' },
    repair: {
      tool: 'gcloud',
      does: ['gcloud container node-pools create flux-wi', '--workload-metadata=GKE_METADATA'],
    },
    says: ['main', 'prod-1'],
  },
});
