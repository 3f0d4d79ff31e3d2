import { withoutMetadataServer } from './cluster.ts';
import { scenario } from '../scenario.ts';

export const nodeMetadataServerMissing = scenario({
  id: 'node-metadata-server-missing',
  title: 'Workload Identity is on for the cluster, and off on its node pool',
  cases: ['B33'],
  from: 'flux-v2',
  change(world) {
    withoutMetadataServer(world);
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
