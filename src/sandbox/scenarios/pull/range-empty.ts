import { object, scenario, specOf } from '../scenario.ts';

export const pullRangeEmpty = scenario({
  id: 'pull-range-empty',
  title: 'no tag is in the range that an OCIRepository asks for',
  from: 'many',
  change(world) {
    specOf(object(world, 'OCIRepository', 'team-c', 'deploy'))['ref'] = { semver: '>=2.0.0' };
  },
  expect: { verdict: 'broken', code: 'image-not-found' },
});
