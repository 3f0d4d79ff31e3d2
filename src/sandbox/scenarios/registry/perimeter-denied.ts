import { acme, tags } from '../../worlds/flux-v2.ts';
import { registryBucket } from '../../worlds/google-project.ts';
import { project, scenarios } from '../scenario.ts';

export const registryPerimeterDenied = scenarios([
  {
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
  },
  {
    id: 'perimeter-from-outside',
    title: 'a perimeter keeps everyone outside from the registry; Flux is inside',
    from: 'flux-v2',
    change(world) {
      project(world, acme.cluster.project).perimeter = ['artifactregistry.googleapis.com'];
    },
    expect: {
      verdict: 'inconclusive',
      code: 'perimeter-denied',
      blames: {
        identity: 'flux-system/image-reflector-controller',
        target: 'europe-west1-docker.pkg.dev/acme-prod/apps/api',
        host: 'europe-west1-docker.pkg.dev',
        as: 'GSA image-reflector@acme-prod.iam.gserviceaccount.com',
      },
      repair: { tool: 'gcloud', does: ['gcloud logging read'] },
      says: ['europe-west1-docker.pkg.dev'],
    },
  },
  {
    id: 'perimeter-round-storage',
    title: 'gcr.io is a bucket, and a perimeter keeps everyone outside from Cloud Storage; Flux is inside',
    from: 'flux-v2-gcr',
    change(world) {
      const home = project(world, acme.cluster.project);
      home.gcr = 'container-registry';
      home.repositories = {};
      home.buckets['artifacts.acme-prod.appspot.com'] = registryBucket(
        acme.cluster.project,
        { api: [...tags], 'team/web': [...tags] },
        `serviceAccount:${acme.gsa}`,
      );
      home.perimeter = ['storage.googleapis.com'];
    },
    expect: {
      verdict: 'inconclusive',
      code: 'perimeter-denied',
      blames: {
        identity: 'flux-system/image-reflector-controller',
        target: 'gcr.io/acme-prod/api',
        host: 'gcr.io',
        as: 'GSA image-reflector@acme-prod.iam.gserviceaccount.com',
      },
      repair: { tool: 'gcloud', does: ['gcloud logging read'] },
      says: ['gcr.io'],
    },
  },
]);
