import { acme } from '../../worlds/flux-v2.ts';
import { folder, registryBucket } from '../../worlds/google-project.ts';
import { project, repository, scenarios } from '../scenario.ts';

const role = 'organizations/123456789012/roles/imageReader';

const expected = {
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
} as const;

export const registryRegistryMoved = scenarios([
  {
    id: 'registry-moved-folder',
    title: 'the grant of Container Registry’s time is a role of the organization’s own, on a folder',
    from: 'flux-v2-gcr',
    change(world) {
      repository(world, acme.cluster.project, 'us/gcr.io').policy.bindings = [];
      world.google.roles[role] = { permissions: ['storage.objects.get', 'storage.objects.list'] };
      const readers = { role, members: [`serviceAccount:${acme.gsa}`] };
      world.google.folders[folder]?.policy.bindings.push(readers);
      // Whoever asks may read what the role holds.
      world.google.organizations['123456789012']?.policy.bindings.push({
        role: 'roles/iam.roleViewer',
        members: [`user:${world.operator.account}`],
      });
    },
    expect: expected,
  },
  {
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
    expect: expected,
  },
  {
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
  },
]);
