import { acme } from '../../worlds/flux-v2.ts';
import { nodePool, withoutMetadataServer } from './cluster.ts';
import { repository, scenario } from '../scenario.ts';

export const scansAsNodeIdentity = scenario({
  id: 'scans-as-node-identity',
  title: 'the node pool is without the metadata server, and the node’s account may read the images',
  from: 'flux-v2',
  change(world) {
    withoutMetadataServer(world);
    repository(world, acme.cluster.project, 'europe-west1/apps').policy.bindings[0]?.members.push(
      `serviceAccount:${nodePool(world).serviceAccount}`,
    );
  },
  expect: { verdict: 'healthy', code: null, warns: ['scans-as-node-identity'] },
});
