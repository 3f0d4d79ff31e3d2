import { object, scenario, specOf } from '../scenario.ts';

export const pullTagAbsent = scenario({
  id: 'pull-tag-absent',
  title: 'an OCIRepository names a tag that was never pushed',
  from: 'many',
  change(world) {
    specOf(object(world, 'OCIRepository', 'team-c', 'deploy'))['ref'] = { tag: '1.2.2' };
  },
  expect: { verdict: 'broken', code: 'image-not-found' },
});
