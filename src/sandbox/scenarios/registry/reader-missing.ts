import { acme } from '../../worlds/flux-v2.ts';
import { repository, scenario } from '../scenario.ts';

export const readerMissing = scenario({
  id: 'reader-missing',
  title: 'the GSA has no role on the repository',
  cases: ['B85'],
  from: 'flux-v2',
  change(world) {
    repository(world, acme.cluster.project, 'europe-west1/apps').policy.bindings = [];
  },
  expect: { verdict: 'broken', code: 'repository-access-denied' },
});
