import { withoutMetadataServer } from './cluster.ts';
import { scenario, takeReadings } from '../scenario.ts';

export const nodeMetadataServerMissingUnread = scenario({
  id: 'node-metadata-server-missing-unread',
  title: 'the node pool is without the metadata server, and the caller may read nothing at Google',
  from: 'flux-v2',
  change(world) {
    withoutMetadataServer(world);
    takeReadings(world);
  },
  expect: {
    verdict: 'broken',
    code: 'node-metadata-server-missing',
    blames: { identity: 'flux-system/image-reflector-controller', nodePool: 'main' },
    repair: {
      tool: 'gcloud',
      does: ['gcloud container node-pools create flux-wi', '--workload-metadata=GKE_METADATA'],
    },
    says: ['main'],
  },
});
