import { fluxSaid } from '../flux-said.ts';
import { denied } from './refusals.ts';
import { scenario } from '../scenario.ts';

export const objectScanFailedHoursAgo = scenario({
  id: 'object-scan-failed-hours-ago',
  title: 'an object with an identity of its own was refused hours ago; the proof walks that very path',
  from: 'flux-v2-object',
  change(world) {
    fluxSaid(world, 'ImageRepository', 'ReadOperationFailed', denied, { since: 200, lastSeconds: 10_800 });
  },
  expect: { verdict: 'healthy', code: null, warns: ['scan-failing'] },
});
