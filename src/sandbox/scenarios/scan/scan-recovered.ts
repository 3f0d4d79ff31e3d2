import { minutesAgo } from '../../worlds/times.ts';
import { fluxSaid } from '../flux-said.ts';
import { denied } from './refusals.ts';
import { lastScanned } from './last-scan.ts';
import { scenario } from '../scenario.ts';

export const scanRecovered = scenario({
  id: 'scan-recovered',
  title: 'Flux was refused until minutes ago, and its last scan succeeded',
  from: 'flux-v2',
  change(world) {
    fluxSaid(world, 'ImageRepository', 'ReadOperationFailed', denied, { since: 200, lastSeconds: 180, count: 40 });
    lastScanned(world, minutesAgo(1));
  },
  expect: { verdict: 'healthy', code: null },
});
