import { project, scenario } from '../scenario.ts';

export const artifactRegistryOff = scenario({
  id: 'artifact-registry-off',
  title: 'the Artifact Registry API is off in the registry’s project',
  from: 'three-projects',
  change(world) {
    const artifacts = project(world, 'acme-artifacts');
    artifacts.services = artifacts.services.filter((name) => name !== 'artifactregistry.googleapis.com');
  },
  expect: { verdict: 'broken', code: 'api-disabled' },
});
