import { serverPods } from './cluster.ts';
import { scenario, specOf } from '../scenario.ts';

export const metadataServerNoneSeenNothingScans = scenario({
  id: 'metadata-server-none-seen-nothing-scans',
  title: 'no pod of the metadata server is to be seen anywhere, and all scans are suspended',
  from: 'flux-v2',
  change(world) {
    const gone = new Set(serverPods(world));
    world.cluster.objects = world.cluster.objects.filter((stored) => !gone.has(stored));
    for (const stored of world.cluster.objects) if (stored.kind === 'ImageRepository') specOf(stored)['suspend'] = true;
  },
  expect: {
    verdict: 'inconclusive',
    code: 'metadata-server-unhealthy',
    blames: {
      identity: 'flux-system/image-reflector-controller',
      node: 'gke-prod-1-main-4f6a1c2e-7d3k',
      cause: 'unseen',
    },
    repair: { tool: 'kubectl', does: ['get daemonset gke-metadata-server'] },
    says: ['gke-prod-1-main-4f6a1c2e-7d3k'],
    warns: ['scan-suspended'],
  },
});
