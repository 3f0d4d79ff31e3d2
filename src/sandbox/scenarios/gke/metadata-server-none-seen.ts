import { serverPods } from './cluster.ts';
import { scenario } from '../scenario.ts';

export const metadataServerNoneSeen = scenario({
  id: 'metadata-server-none-seen',
  title: 'no pod of the metadata server is to be seen anywhere, and scans are well',
  from: 'flux-v2',
  change(world) {
    const hidden = new Set(serverPods(world));
    world.cluster.objects = world.cluster.objects.filter((stored) => !hidden.has(stored));
  },
  expect: { verdict: 'healthy', code: null },
});
