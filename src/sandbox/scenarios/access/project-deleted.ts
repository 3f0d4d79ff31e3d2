import { project, scenario } from '../scenario.ts';

export const projectDeleted = scenario({
  id: 'project-deleted',
  title: 'the registry’s project has been deleted',
  from: 'three-projects',
  change(world) {
    project(world, 'acme-artifacts').state = 'DELETE_REQUESTED';
  },
  expect: {
    verdict: 'broken',
    code: 'project-unusable',
    blames: {
      identity: 'flux-system/image-reflector-controller',
      target: 'europe-west1-docker.pkg.dev/acme-artifacts/apps/api',
      project: 'acme-artifacts',
      cause: 'deleted',
    },
    repair: { tool: 'gcloud', does: ['gcloud projects undelete acme-artifacts'] },
    says: ['acme-artifacts'],
  },
});
