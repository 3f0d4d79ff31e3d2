import { scenario, takeMinting } from '../scenario.ts';
import { k3s, moveTo } from './outside-gke.ts';
import { takeNodes } from './rights.ts';

export const clusterK3sNodesUnread = scenario({
  id: 'cluster-k3s-nodes-unread',
  title: 'a k3s cluster, known by its version: no token may be minted, no node listed',
  from: 'flux-v2',
  change(world) {
    moveTo(world, k3s);
    takeMinting(world);
    takeNodes(world);
  },
  expect: {
    verdict: 'inconclusive',
    code: 'cluster-not-gke',
    blames: { identity: 'flux-system/image-reflector-controller', context: 'default' },
    repair: { tool: 'flux-wi', does: ['flux-wi doctor'] },
    says: ['default'],
  },
});
