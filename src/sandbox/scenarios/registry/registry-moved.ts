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
  expect: {
    verdict: 'broken',
    code: 'registry-moved',
    blames: {
      identity: 'flux-system/image-reflector-controller',
      image: 'gcr.io/acme-prod/api',
      bucket: 'artifacts.acme-prod.appspot.com',
      'found.member': 'serviceAccount:image-reflector@acme-prod.iam.gserviceaccount.com',
    },
    repair: {
      tool: 'gcloud',
      does: [
        'gcloud artifacts repositories add-iam-policy-binding gcr.io',
        '--role=roles/artifactregistry.reader',
        "--member='serviceAccount:image-reflector@acme-prod.iam.gserviceaccount.com'",
      ],
    },
    says: ['serviceAccount:image-reflector@acme-prod.iam.gserviceaccount.com', 'artifacts.acme-prod.appspot.com'],
  },
});
