import { acme } from '../../worlds/flux-v2.ts';
import { project, scenario } from '../scenario.ts';
import { grantOnGsa, pool } from './policy.ts';

export const bindingWrongAndRepositoryMissing = scenario({
  id: 'binding-wrong-and-repository-missing',
  title: 'two breaks: the binding names another namespace, and the repository is not there',
  from: 'flux-v2',
  change(world) {
    grantOnGsa(world, { members: [`serviceAccount:${pool}[flux/${acme.controller}]`] });
    delete project(world, acme.cluster.project).repositories['europe-west1/apps'];
  },
  expect: { verdict: 'broken', code: 'binding-wrong-namespace', others: ['repository-not-found'] },
});
