import { scenario } from '../scenario.ts';
import { runTwoPods } from './two-pods.ts';

export const leaderOnBadNode = scenario({
  id: 'leader-on-bad-node',
  title: 'two pods, and the one that scans is on a node without the metadata server',
  from: 'flux-v2',
  change(world) {
    runTwoPods(world, 'bad');
  },
  expect: {
    verdict: 'broken',
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
