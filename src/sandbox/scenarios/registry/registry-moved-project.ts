import { acme } from '../../worlds/flux-v2.ts';
import { project, repository, scenario } from '../scenario.ts';

export const registryMovedProject = scenario({
  id: 'registry-moved-project',
  title: 'the grant of Container Registry’s time stands on the project; Artifact Registry serves gcr.io',
  from: 'flux-v2-gcr',
  change(world) {
    repository(world, acme.cluster.project, 'us/gcr.io').policy.bindings = [];
    project(world, acme.cluster.project).policy.bindings.push({
      role: 'roles/storage.objectViewer',
      members: [`serviceAccount:${acme.gsa}`],
    });
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
    says: ['serviceAccount:image-reflector@acme-prod.iam.gserviceaccount.com'],
  },
});
