import { scenario } from '../scenario.ts';
import { runTwoPods } from './two-pods.ts';

export const leaderUnknown = scenario({
  id: 'leader-unknown',
  title: 'two pods, one on a node without the metadata server, and no Lease tells which scans',
  from: 'flux-v2',
  change(world) {
    runTwoPods(world, null);
  },
  expect: {
    verdict: 'inconclusive',
    code: 'node-metadata-server-missing',
    blames: { identity: 'flux-system/image-reflector-controller', 'cluster.name': 'prod-1', nodePool: 'spot' },
    repair: {
      tool: 'gcloud',
      does: [
        'gcloud container node-pools create flux-wi',
        '--workload-metadata=GKE_METADATA',
        '-p \'{"spec":{"template":{"spec":{"nodeSelector":{"cloud.google.com/gke-nodepool":"flux-wi"}}}}}\'',
      ],
    },
    says: ['spot', 'prod-1'],
  },
});
