import { project, scenario } from '../scenario.ts';

export const perimeterDenied = scenario({
  id: 'perimeter-denied',
  title: 'the registry’s project is behind a perimeter, and the cluster is not in it',
  cases: ['B93'],
  from: 'three-projects',
  change(world) {
    project(world, 'acme-artifacts').perimeter = ['artifactregistry.googleapis.com'];
  },
  expect: {
    verdict: 'broken',
    code: 'perimeter-denied',
    blames: {
      identity: 'flux-system/image-reflector-controller',
      target: 'europe-west1-docker.pkg.dev/acme-artifacts/apps/api',
      host: 'europe-west1-docker.pkg.dev',
      as: 'Flux',
    },
    repair: { tool: 'gcloud', does: ['gcloud logging read'] },
    says: ['europe-west1-docker.pkg.dev'],
  },
});
