import { fluxSaid } from '../flux-said.ts';
import { denied } from './refusals.ts';
import { scenario } from '../scenario.ts';

export const scanFailedBeforeSpec = scenario({
  id: 'scan-failed-before-spec',
  title: 'the object was changed after the last failure, and Flux has not looked at it yet',
  from: 'flux-v2',
  change(world) {
    fluxSaid(world, 'ImageRepository', 'ReadOperationFailed', denied, { since: 200, lastSeconds: 180, count: 40 });
    for (const stored of world.cluster.objects.filter(({ kind }) => kind === 'ImageRepository'))
      stored.metadata.generation = 2;
  },
  expect: { verdict: 'healthy', code: null, warns: ['scan-failing'] },
});
