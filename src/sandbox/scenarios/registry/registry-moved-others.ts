import { acme } from '../../worlds/flux-v2.ts';
import { project, repository, scenario } from '../scenario.ts';

export const registryMovedOthers = scenario({
  id: 'registry-moved-others',
  title: 'gcr.io has moved, nobody granted the identity anything, and the old grant on the project is another’s',
  from: 'flux-v2-gcr',
  change(world) {
    repository(world, acme.cluster.project, 'us/gcr.io').policy.bindings = [];
    project(world, acme.cluster.project).policy.bindings.push({
      role: 'roles/storage.objectViewer',
      members: ['serviceAccount:gke-nodes@acme-prod.iam.gserviceaccount.com'],
    });
  },
  expect: {
    verdict: 'broken',
    code: 'repository-access-denied',
    blames: {
      identity: 'flux-system/image-reflector-controller',
      image: 'gcr.io/acme-prod/api',
      permission: 'artifactregistry.repositories.downloadArtifacts',
      as: 'GSA image-reflector@acme-prod.iam.gserviceaccount.com',
    },
    repair: {
      tool: 'gcloud',
      does: [
        'gcloud artifacts repositories add-iam-policy-binding gcr.io',
        '--role=roles/artifactregistry.reader',
        "--member='serviceAccount:image-reflector@acme-prod.iam.gserviceaccount.com'",
      ],
    },
  },
});
