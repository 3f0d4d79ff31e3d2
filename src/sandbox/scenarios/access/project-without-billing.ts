import { project, scenario } from '../scenario.ts';

export const projectWithoutBilling = scenario({
  id: 'project-without-billing',
  title: 'the registry’s project has lost its billing account',
  from: 'three-projects',
  change(world) {
    project(world, 'acme-artifacts').billing = false;
  },
  expect: {
    verdict: 'broken',
    code: 'project-unusable',
    blames: {
      identity: 'flux-system/image-reflector-controller',
      target: 'europe-west1-docker.pkg.dev/acme-artifacts/apps/api',
      project: 'acme-artifacts',
      cause: 'billing',
    },
    repair: { tool: 'gcloud', does: ['gcloud billing projects link acme-artifacts'] },
    says: ['acme-artifacts'],
  },
});
