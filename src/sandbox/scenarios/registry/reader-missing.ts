import { acme } from '../../worlds/flux-v2.ts';
import { repository, scenario } from '../scenario.ts';

export const readerMissing = scenario({
  id: 'reader-missing',
  title: 'the GSA has no role on the repository',
  cases: ['B85'],
  from: 'flux-v2',
  change(world) {
    repository(world, acme.cluster.project, 'europe-west1/apps').policy.bindings = [];
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
