import { project, scenario } from '../scenario.ts';

export const projectSuspended = scenario({
  id: 'project-suspended',
  title: 'Google has suspended the registry’s project',
  from: 'three-projects',
  change(world) {
    project(world, 'acme-artifacts').suspended = true;
  },
  expect: {
    verdict: 'broken',
    code: 'project-unusable',
    blames: {
      identity: 'flux-system/image-reflector-controller',
      target: 'europe-west1-docker.pkg.dev/acme-artifacts/apps/api',
      project: 'acme-artifacts',
      cause: 'suspended',
    },
    repair: { tool: 'gcloud', does: ['gcloud projects describe acme-artifacts'] },
    says: ['acme-artifacts'],
  },
});
