import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { nodePool } from '../gke/cluster.ts';
import { changePods } from '../pod-specs.ts';
import { repository, scenario } from '../scenario.ts';

export const scansAsNodeByHostNetwork = scenario({
  id: 'scans-as-node-by-host-network',
  title: 'on the host network, and the node’s account may read the images',
  from: 'flux-v2',
  change(world) {
    changePods(world, fluxNamespace, acme.controller, (spec) => {
      spec.hostNetwork = true;
    });
    const reader = repository(world, acme.cluster.project, 'europe-west1/apps').policy.bindings[0];
    reader?.members.push(`serviceAccount:${nodePool(world).serviceAccount}`);
  },
  expect: { verdict: 'healthy', code: null, warns: ['scans-as-node-identity'] },
});
