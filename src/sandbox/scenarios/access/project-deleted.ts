import { project, scenario } from '../scenario.ts';

export const projectDeleted = scenario({
  id: 'project-deleted',
  title: 'the registry’s project has been deleted',
  from: 'three-projects',
  change(world) {
    project(world, 'acme-artifacts').state = 'DELETE_REQUESTED';
  },
  expect: { verdict: 'broken', code: 'project-unusable' },
});
