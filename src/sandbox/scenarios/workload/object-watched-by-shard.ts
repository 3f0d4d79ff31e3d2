import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { shard } from './shard.ts';
import { scenario } from '../scenario.ts';

export const objectWatchedByShard = scenario({
  id: 'object-watched-by-shard',
  title: 'two shards, and every object in one of them',
  from: 'flux-v2',
  change(world) {
    shard(world);
  },
  expect: { verdict: 'healthy', code: null },
});
