import { project, scenario } from '../scenario.ts';

export const projectWithoutBilling = scenario({
  id: 'project-without-billing',
  title: 'the registry’s project has lost its billing account',
  from: 'three-projects',
  change(world) {
    project(world, 'acme-artifacts').billing = false;
  },
  expect: { verdict: 'broken', code: 'project-unusable' },
});
