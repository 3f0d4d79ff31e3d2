import { project, scenario } from '../scenario.ts';

export const serviceRestricted = scenario({
  id: 'service-restricted',
  title: 'a policy of the organization keeps the registry’s project from using Artifact Registry',
  from: 'three-projects',
  change(world) {
    project(world, 'acme-artifacts').restrictedServices = ['artifactregistry.googleapis.com'];
  },
  expect: {
    verdict: 'broken',
    code: 'registry-refused',
    blames: {
      identity: 'flux-system/image-reflector-controller',
      image: 'europe-west1-docker.pkg.dev/acme-artifacts/apps/api',
    },
    repair: { tool: 'gcloud', does: ['gcloud resource-manager org-policies describe gcp.restrictServiceUsage'] },
  },
});
