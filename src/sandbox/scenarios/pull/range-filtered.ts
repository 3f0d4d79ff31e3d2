import { object, scenario, specOf } from '../scenario.ts';

export const pullRangeFiltered = scenario({
  id: 'pull-range-filtered',
  title: 'an OCIRepository filters its tags before it applies its range',
  from: 'many',
  change(world) {
    specOf(object(world, 'OCIRepository', 'team-c', 'deploy'))['ref'] = { semver: '>=1.0.0', semverFilter: '.*' };
  },
  expect: { verdict: 'healthy', code: null },
});
