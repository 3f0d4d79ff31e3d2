import { addNodePool } from './cluster.ts';
import { scenario } from '../scenario.ts';

export const nextNodeWithoutMetadataServer = scenario({
  id: 'next-node-without-metadata-server',
  title: 'a second node pool, where the controller may land next, is without the metadata server',
  from: 'flux-v2',
  change(world) {
    addNodePool(world, 'spot');
  },
  expect: { verdict: 'healthy', code: null, warns: ['node-metadata-server-missing'] },
});
