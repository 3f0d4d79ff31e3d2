import { acme } from '../../worlds/flux-v2.ts';
import { registryBucket } from '../../worlds/google-project.ts';
import { project, repository, scenario } from '../scenario.ts';

export const registryMoved = scenario({
  id: 'registry-moved',
  title: 'the grant stands on Container Registry’s bucket; Artifact Registry serves gcr.io',
  from: 'flux-v2-gcr',
  change(world) {
    repository(world, acme.cluster.project, 'us/gcr.io').policy.bindings = [];
    project(world, acme.cluster.project).buckets['artifacts.acme-prod.appspot.com'] = registryBucket(
      acme.cluster.project,
      {},
      `serviceAccount:${acme.gsa}`,
    );
  },
  expect: { verdict: 'broken', code: 'registry-moved' },
});
