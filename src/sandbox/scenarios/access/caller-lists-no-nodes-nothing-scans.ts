import { takeNodes } from './rights.ts';
import { scenario, specOf, takeReadings } from '../scenario.ts';

export const callerListsNoNodesNothingScans = scenario({
  id: 'caller-lists-no-nodes-nothing-scans',
  title: 'the caller may not list nodes, nor read the cluster at Google, and all scans are suspended',
  from: 'flux-v2',
  change(world) {
    takeNodes(world);
    takeReadings(world);
    for (const stored of world.cluster.objects) if (stored.kind === 'ImageRepository') specOf(stored)['suspend'] = true;
  },
  expect: {
    verdict: 'inconclusive',
    code: 'kubernetes-permission-missing',
    blames: { identity: 'flux-system/image-reflector-controller', verb: 'list', resource: 'nodes' },
    repair: { tool: 'kubectl', does: ['kubectl create clusterrole flux-wi-list-nodes'] },
    says: ['list', 'nodes'],
    warns: ['scan-suspended'],
  },
});
