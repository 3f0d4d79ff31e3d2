import { acme } from '../../worlds/flux-v2.ts';
import { nodeNames } from '../../worlds/cluster-objects.ts';
import { serverPods } from './cluster.ts';
import { scenario } from '../scenario.ts';

export const metadataServerAbsent = scenario({
  id: 'metadata-server-absent',
  title: 'no pod of the metadata server is on the controller’s node',
  from: 'flux-v2',
  change(world) {
    const [first] = nodeNames(acme.cluster);
    const gone = serverPods(world).filter((pod) => (pod['spec'] as { nodeName: string }).nodeName === first);
    world.cluster.objects = world.cluster.objects.filter((stored) => !gone.includes(stored));
  },
  expect: {
    verdict: 'broken',
    code: 'metadata-server-unhealthy',
    blames: {
      identity: 'flux-system/image-reflector-controller',
      node: 'gke-prod-1-main-4f6a1c2e-7d3k',
      cause: 'absent',
    },
    repair: { tool: 'kubectl', does: ['kubectl cordon gke-prod-1-main-4f6a1c2e-7d3k'] },
    says: ['gke-prod-1-main-4f6a1c2e-7d3k'],
  },
});
