import { lastScanned } from './last-scan.ts';
import { minutesAgo } from '../../worlds/times.ts';
import { scenario } from '../scenario.ts';

export const scanStale = scenario({
  id: 'scan-stale',
  title: 'the last scan was two days ago; the controller has done nothing since',
  from: 'flux-v2',
  change(world) {
    lastScanned(world, minutesAgo(2 * 1440));
  },
  expect: { verdict: 'healthy', code: null, warns: ['scan-stale'] },
});
