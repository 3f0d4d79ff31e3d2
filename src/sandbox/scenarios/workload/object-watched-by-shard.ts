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
