import { acme } from '../../worlds/flux-v2.ts';
import { poolPrincipal, subject } from '../binding/policy.ts';
import { project, repository, scenarios, takeMinting, takeReadings } from '../scenario.ts';

const expected = {
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
} as const;

export const registryRepositoryAccessDenied = scenarios([
  {
    id: 'direct-reader-by-project-id',
    title: 'there is no GSA, and the repository’s policy names the KSA by the project’s id, where its number belongs',
    from: 'direct',
    change(world) {
      repository(world, acme.cluster.project, 'europe-west1/apps').policy.bindings = [
        { role: 'roles/artifactregistry.reader', members: [poolPrincipal(subject, 'acme-prod')] },
      ];
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
  },
  {
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
  },
  {
    id: 'reader-condition-unmet',
    title: 'the GSA’s role on the repository had an end, and it is past',
    from: 'flux-v2',
    change(world) {
      for (const binding of repository(world, acme.cluster.project, 'europe-west1/apps').policy.bindings)
        binding.condition = { title: 'trial', expression: 'request.time < timestamp("2026-01-01T00:00:00Z")' };
    },
    expect: expected,
  },
  {
    id: 'reader-is-the-ksa',
    title: 'the repository lets the KSA itself read, and the KSA names a GSA',
    from: 'flux-v2',
    change(world) {
      repository(world, acme.cluster.project, 'europe-west1/apps').policy.bindings = [
        { role: 'roles/artifactregistry.reader', members: [poolPrincipal(subject)] },
      ];
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
  },
  {
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
  },
  {
    id: 'reader-missing-unread',
    title: 'the GSA has no role on the repository, and the operator may read no policy',
    from: 'flux-v2',
    change(world) {
      repository(world, acme.cluster.project, 'europe-west1/apps').policy.bindings = [];
      takeReadings(world);
    },
    expect: expected,
  },
  {
    id: 'reader-missing',
    title: 'the GSA has no role on the repository',
    cases: ['B85'],
    from: 'flux-v2',
    change(world) {
      repository(world, acme.cluster.project, 'europe-west1/apps').policy.bindings = [];
    },
    expect: expected,
  },
  {
    id: 'reader-of-other-project',
    title: 'the repository lets a GSA of the same name in another project read',
    from: 'flux-v2',
    change(world) {
      repository(world, acme.cluster.project, 'europe-west1/apps').policy.bindings = [
        {
          role: 'roles/artifactregistry.reader',
          members: [`serviceAccount:${acme.gsa.replace('acme-prod', 'acme-dev')}`],
        },
      ];
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
  },
  {
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
  },
  {
    id: 'repository-not-found-unread',
    title: 'the repository was deleted, and the operator may read nothing of Google’s',
    from: 'flux-v2',
    change(world) {
      delete project(world, acme.cluster.project).repositories['europe-west1/apps'];
      takeReadings(world);
    },
    expect: expected,
  },
]);
