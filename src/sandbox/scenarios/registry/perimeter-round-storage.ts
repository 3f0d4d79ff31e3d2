import { acme, tags } from '../../worlds/flux-v2.ts';
import { registryBucket } from '../../worlds/google-project.ts';
import { project, scenario } from '../scenario.ts';

export const perimeterRoundStorage = scenario({
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
});
