import { acme } from '../../worlds/flux-v2.ts';
import { project, scenario } from '../scenario.ts';

export const gsaNotFound = scenario({
  id: 'gsa-not-found',
  title: 'the GSA that the annotation names was deleted',
  from: 'flux-v2',
  change(world) {
    delete project(world, acme.cluster.project).serviceAccounts[acme.gsa];
  },
  expect: { verdict: 'broken', code: 'gsa-not-found' },
});
