import { acme } from '../../worlds/flux-v2.ts';
import { repository, scenario } from '../scenario.ts';

export const directReaderPowerless = scenario({
  id: 'direct-reader-powerless',
  title: 'there is no GSA, and the role that the KSA has on the repository reads nothing',
  from: 'direct',
  change(world) {
    world.google.roles['projects/acme-prod/roles/lister'] = { permissions: ['artifactregistry.repositories.list'] };
    for (const binding of repository(world, acme.cluster.project, 'europe-west1/apps').policy.bindings)
      binding.role = 'projects/acme-prod/roles/lister';
  },
  expect: {
    verdict: 'broken',
    code: 'repository-access-denied',
    blames: {
      identity: 'flux-system/image-reflector-controller',
      image: 'europe-west1-docker.pkg.dev/acme-prod/apps/api',
      permission: 'artifactregistry.repositories.downloadArtifacts',
      as: 'KSA flux-system/image-reflector-controller',
    },
    repair: {
      tool: 'gcloud',
      does: [
        'gcloud artifacts repositories add-iam-policy-binding apps',
        '--role=roles/artifactregistry.reader',
        "--member='serviceAccount:acme-prod.svc.id.goog[flux-system/image-reflector-controller]'",
      ],
    },
  },
});
