import { acme } from '../../worlds/flux-v2.ts';
import { repository, scenario } from '../scenario.ts';

export const readerConditionUnmet = scenario({
  id: 'reader-condition-unmet',
  title: 'the GSA’s role on the repository had an end, and it is past',
  from: 'flux-v2',
  change(world) {
    for (const binding of repository(world, acme.cluster.project, 'europe-west1/apps').policy.bindings)
      binding.condition = { title: 'trial', expression: 'request.time < timestamp("2026-01-01T00:00:00Z")' };
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
