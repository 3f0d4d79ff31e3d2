import { acme } from '../../worlds/flux-v2.ts';
import { account, repository, scenario } from '../scenario.ts';

export const bindingAndReaderMissing = scenario({
  id: 'binding-and-reader-missing',
  title: 'two breaks: nobody bound the KSA, and the GSA may not read the repository',
  from: 'flux-v2',
  change(world) {
    account(world, acme.cluster.project, acme.gsa).policy.bindings = [];
    repository(world, acme.cluster.project, 'europe-west1/apps').policy.bindings = [];
  },
  expect: { verdict: 'broken', code: 'binding-missing', others: ['repository-access-denied'] },
});
