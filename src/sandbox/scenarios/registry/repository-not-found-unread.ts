import { acme } from '../../worlds/flux-v2.ts';
import { project, scenario, takeReadings } from '../scenario.ts';

export const repositoryNotFoundUnread = scenario({
  id: 'repository-not-found-unread',
  title: 'the repository was deleted, and the operator may read nothing of Google’s',
  from: 'flux-v2',
  change(world) {
    delete project(world, acme.cluster.project).repositories['europe-west1/apps'];
    takeReadings(world);
  },
  expect: {
    verdict: 'broken',
    code: 'repository-access-denied',
    blames: {
      identity: 'flux-system/image-reflector-controller',
      image: 'europe-west1-docker.pkg.dev/acme-prod/apps/api',
      permission: 'artifactregistry.repositories.downloadArtifacts',
      as: 'GSA image-reflector@acme-prod.iam.gserviceaccount.com',
    },
    repair: {
      tool: 'gcloud',
      does: [
        'gcloud artifacts repositories add-iam-policy-binding apps',
        '--role=roles/artifactregistry.reader',
        "--member='serviceAccount:image-reflector@acme-prod.iam.gserviceaccount.com'",
      ],
    },
  },
});
