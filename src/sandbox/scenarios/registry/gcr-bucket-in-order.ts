import { acme, tags } from '../../worlds/flux-v2.ts';
import { registryBucket } from '../../worlds/google-project.ts';
import { project, scenario } from '../scenario.ts';

export const gcrBucketInOrder = scenario({
  id: 'gcr-bucket-in-order',
  title: 'gcr.io is a bucket still, and no Artifact Registry repository has its name',
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
  },
  expect: { verdict: 'healthy', code: null },
});
