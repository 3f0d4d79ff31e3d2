import { scenario } from '../scenario.ts';
import { runTwoPods } from './two-pods.ts';

export const leaderOnBadNode = scenario({
  id: 'leader-on-bad-node',
  title: 'two pods, and the one that scans is on a node without the metadata server',
  from: 'flux-v2',
  change(world) {
    runTwoPods(world, 'bad');
  },
  expect: { verdict: 'broken', code: 'node-metadata-server-missing' },
});
