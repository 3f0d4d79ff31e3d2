import { project, scenarios } from '../scenario.ts';

export const registryApiDisabled = scenarios([
  {
    id: 'artifact-registry-off',
    title: 'the Artifact Registry API is off in the registry’s project',
    from: 'three-projects',
    change(world) {
      const artifacts = project(world, 'acme-artifacts');
      artifacts.services = artifacts.services.filter((name) => name !== 'artifactregistry.googleapis.com');
    },
    expect: {
      verdict: 'broken',
      code: 'api-disabled',
      blames: {
        identity: 'flux-system/image-reflector-controller',
        target: 'europe-west1-docker.pkg.dev/acme-artifacts/apps/api',
        service: 'artifactregistry.googleapis.com',
        consumer: 'projects/141421356237',
        as: 'GSA image-reflector@acme-identities.iam.gserviceaccount.com',
      },
      repair: { tool: 'gcloud', does: ['gcloud services enable artifactregistry.googleapis.com'] },
      says: ['artifactregistry.googleapis.com'],
    },
  },
]);
