import { acme } from '../../worlds/flux-v2.ts';
import { folder } from '../../worlds/google-project.ts';
import { repository, scenario } from '../scenario.ts';

const role = 'organizations/123456789012/roles/imageReader';

export const registryMovedFolder = scenario({
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
