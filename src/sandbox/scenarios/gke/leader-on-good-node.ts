import { scenario } from '../scenario.ts';
import { runTwoPods } from './two-pods.ts';

export const leaderOnGoodNode = scenario({
  id: 'leader-on-good-node',
  title: 'two pods, one on a node without the metadata server; the other one scans',
  from: 'flux-v2',
  change(world) {
    runTwoPods(world, 'good');
  },
  expect: { verdict: 'healthy', code: null, warns: ['node-metadata-server-missing'] },
});
