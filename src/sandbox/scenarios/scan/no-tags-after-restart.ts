import { lastScanned, policiesSay } from './last-scan.ts';
import { scenario } from '../scenario.ts';

export const noTagsAfterRestart = scenario({
  id: 'no-tags-after-restart',
  title: 'the controller was restarted; its database of tags is empty, and no scan has come since',
  cases: ['B105'],
  from: 'flux-v2',
  change(world) {
    lastScanned(world, null);
    policiesSay(world, 'no tags found in database');
  },
  expect: { verdict: 'healthy', code: null, warns: ['scan-stale'] },
});
