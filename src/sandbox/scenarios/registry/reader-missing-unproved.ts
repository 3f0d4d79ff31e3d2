import { acme } from '../../worlds/flux-v2.ts';
import { repository, scenario, takeMinting } from '../scenario.ts';

export const readerMissingUnproved = scenario({
  id: 'reader-missing-unproved',
  title: 'the GSA has no role on the repository, and the operator may mint no token',
  from: 'flux-v2',
  change(world) {
    repository(world, acme.cluster.project, 'europe-west1/apps').policy.bindings = [];
    takeMinting(world);
  },
  expect: {
    verdict: 'broken',
    code: 'repository-access-denied',
    blames: {
      identity: 'flux-system/image-reflector-controller',
      image: 'europe-west1-docker.pkg.dev/acme-prod/apps/api',
      permission: 'artifactregistry.repositories.downloadArtifacts',
      as: 'serviceAccount:image-reflector@acme-prod.iam.gserviceaccount.com',
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
