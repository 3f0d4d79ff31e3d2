import { project, scenario } from '../scenario.ts';

export const projectSuspended = scenario({
  id: 'project-suspended',
  title: 'Google has suspended the registry’s project',
  from: 'three-projects',
  change(world) {
    project(world, 'acme-artifacts').suspended = true;
  },
  expect: { verdict: 'broken', code: 'project-unusable' },
});
