/**
 * Predefined roles, as far as anything here asks for their permissions. Contents as published in Google's reference of
 * IAM roles (August 2026), cut down to what the sandbox's services check.
 */

import { ownValue } from './cloud.ts';
import type { Cloud } from './cloud.ts';

function all(prefix: string, actions: string): string[] {
  return actions.split(' ').map((action) => `${prefix}.${action}`);
}

const projectRead = all('resourcemanager.projects', 'get list');
const accountsRead = all('iam.serviceAccounts', 'get list');
const becomeAccount = [...accountsRead, ...all('iam.serviceAccounts', 'getAccessToken getOpenIdToken')];

const artifactRead = [
  ...all(
    'artifactregistry.repositories',
    'get list downloadArtifacts readViaVirtualRepository listEffectiveTags listTagBindings',
  ),
  ...['dockerimages', 'packages', 'tags', 'versions', 'files', 'locations', 'attachments', 'rules'].flatMap((noun) =>
    all(`artifactregistry.${noun}`, 'get list'),
  ),
  'artifactregistry.projectsettings.get',
];
const artifactWrite = [
  ...artifactRead,
  'artifactregistry.repositories.uploadArtifacts',
  'artifactregistry.tags.create',
  'artifactregistry.tags.update',
];
const artifactAdmin = [
  ...artifactWrite,
  ...all(
    'artifactregistry.repositories',
    'create createOnPush delete deleteArtifacts getIamPolicy setIamPolicy update',
  ),
  'artifactregistry.tags.delete',
  'artifactregistry.versions.delete',
  'artifactregistry.packages.delete',
  'artifactregistry.projectsettings.update',
];

const bucketRead = all('storage.buckets', 'get list');
const objectRead = all('storage.objects', 'get list');
const objectWrite = all('storage.objects', 'create delete get list update');
const storageAdmin = [
  ...all('storage.buckets', 'create delete get getIamPolicy list setIamPolicy update'),
  ...objectWrite,
  ...all('storage.objects', 'getIamPolicy setIamPolicy'),
];

const clusterRead = all('container.clusters', 'get list connect');
const containerRead = [
  ...clusterRead,
  ...all('container.operations', 'get list'),
  ...[
    'pods',
    'nodes',
    'deployments',
    'daemonSets',
    'serviceAccounts',
    'namespaces',
    'events',
    'networkPolicies',
  ].flatMap((noun) => all(`container.${noun}`, 'get list')),
  ...all('container.thirdPartyObjects', 'get list'),
];
const containerDevelop = [
  ...containerRead,
  'container.serviceAccounts.createToken',
  ...['pods', 'deployments', 'serviceAccounts'].flatMap((noun) => all(`container.${noun}`, 'create delete update')),
];
const containerAdmin = [...containerDevelop, ...all('container.clusters', 'create delete update')];

const denyRead = all('iam.denypolicies', 'get list');
const boundaryRead = [
  'iam.principalaccessboundarypolicies.get',
  'iam.principalaccessboundarypolicies.list',
  'iam.policybindings.list',
  'iam.policybindings.get',
];
const rolesRead = all('iam.roles', 'get list');
const usageRead = all('serviceusage.services', 'get list');

const viewer = [
  ...projectRead,
  'resourcemanager.projects.getIamPolicy',
  ...accountsRead,
  'iam.serviceAccounts.getIamPolicy',
  ...rolesRead,
  ...denyRead,
  ...boundaryRead,
  ...usageRead,
  ...artifactRead,
  'artifactregistry.repositories.getIamPolicy',
  ...containerRead,
  // No storage.buckets.get and no storage.objects.*: those come to viewers by a bucket's own projectViewer binding.
  'storage.buckets.list',
];
const editor = [
  ...viewer,
  ...artifactWrite,
  ...all('artifactregistry.repositories', 'create delete update deleteArtifacts'),
  ...all('serviceusage.services', 'enable disable use'),
  ...all('container.clusters', 'create delete update'),
  ...all('iam.serviceAccounts', 'actAs create delete disable enable update'),
  ...all('storage.buckets', 'create delete'),
];
// Neither editor nor owner holds iam.serviceAccounts.getAccessToken.
const owner = [
  ...editor,
  ...artifactAdmin,
  ...containerAdmin,
  ...all('iam.serviceAccounts', 'setIamPolicy'),
  ...all('iam.roles', 'create delete update'),
  'resourcemanager.projects.setIamPolicy',
];

const reviewed = [
  'resourcemanager.projects.list',
  ...['projects', 'folders', 'organizations'].map((noun) => `resourcemanager.${noun}.getIamPolicy`),
  ...all('iam.serviceAccounts', 'getIamPolicy list'),
  ...rolesRead,
  // Lists without get: it sees that there are deny policies, not what they say.
  'iam.denypolicies.list',
  ...all('artifactregistry.repositories', 'getIamPolicy list'),
  'artifactregistry.packages.list',
  'artifactregistry.dockerimages.list',
  'artifactregistry.tags.list',
  ...all('storage.buckets', 'getIamPolicy list'),
  ...all('storage.objects', 'getIamPolicy list'),
  'container.clusters.list',
  'serviceusage.services.list',
];

const predefined: Readonly<Record<string, readonly string[]>> = {
  'roles/viewer': viewer,
  'roles/editor': editor,
  'roles/owner': owner,
  'roles/browser': [
    ...projectRead,
    'resourcemanager.projects.getIamPolicy',
    'resourcemanager.folders.get',
    'resourcemanager.organizations.get',
  ],
  'roles/iam.workloadIdentityUser': becomeAccount,
  'roles/iam.serviceAccountTokenCreator': [
    ...becomeAccount,
    ...all('iam.serviceAccounts', 'implicitDelegation signBlob signJwt'),
    ...projectRead,
  ],
  'roles/iam.serviceAccountOpenIdTokenCreator': ['iam.serviceAccounts.getOpenIdToken'],
  'roles/iam.serviceAccountViewer': [...accountsRead, 'iam.serviceAccounts.getIamPolicy', ...projectRead],
  'roles/iam.serviceAccountUser': [...accountsRead, 'iam.serviceAccounts.actAs', ...projectRead],
  'roles/iam.serviceAccountCreator': [...accountsRead, 'iam.serviceAccounts.create', ...projectRead],
  'roles/iam.serviceAccountKeyAdmin': [...accountsRead, ...projectRead],
  'roles/iam.serviceAccountAdmin': [
    ...accountsRead,
    ...all('iam.serviceAccounts', 'create delete disable enable getIamPolicy setIamPolicy update'),
    ...projectRead,
  ],
  'roles/iam.workloadIdentityPoolViewer': projectRead,
  'roles/iam.securityReviewer': reviewed,
  'roles/iam.securityAdmin': [
    ...reviewed,
    ...['projects', 'folders', 'organizations'].map((noun) => `resourcemanager.${noun}.setIamPolicy`),
    'iam.serviceAccounts.setIamPolicy',
    'artifactregistry.repositories.setIamPolicy',
    'storage.buckets.setIamPolicy',
    ...all('iam.denypolicies', 'create delete get update'),
  ],
  'roles/iam.denyReviewer': denyRead,
  'roles/iam.denyAdmin': [...denyRead, ...all('iam.denypolicies', 'create delete update')],
  'roles/iam.roleViewer': [...rolesRead, ...projectRead],
  'roles/iam.roleAdmin': [...rolesRead, ...all('iam.roles', 'create delete update'), ...projectRead],
  'roles/artifactregistry.reader': artifactRead,
  'roles/artifactregistry.writer': artifactWrite,
  'roles/artifactregistry.repoAdmin': [
    ...artifactWrite,
    'artifactregistry.repositories.deleteArtifacts',
    'artifactregistry.tags.delete',
    'artifactregistry.versions.delete',
    'artifactregistry.packages.delete',
  ],
  'roles/artifactregistry.admin': artifactAdmin,
  'roles/artifactregistry.createOnPushWriter': [
    ...artifactWrite,
    'artifactregistry.repositories.create',
    'artifactregistry.repositories.createOnPush',
  ],
  'roles/artifactregistry.createOnPushRepoAdmin': [
    ...artifactWrite,
    'artifactregistry.repositories.create',
    'artifactregistry.repositories.createOnPush',
    'artifactregistry.repositories.deleteArtifacts',
  ],
  'roles/artifactregistry.containerRegistryMigrationAdmin': [
    ...artifactAdmin,
    ...storageAdmin,
    'resourcemanager.projects.get',
  ],
  'roles/storage.objectViewer': [...objectRead, ...projectRead],
  'roles/storage.objectCreator': ['storage.objects.create', ...projectRead],
  'roles/storage.objectUser': [...objectWrite, ...projectRead],
  'roles/storage.objectAdmin': [...objectWrite, ...all('storage.objects', 'getIamPolicy setIamPolicy'), ...projectRead],
  'roles/storage.admin': [...storageAdmin, ...projectRead],
  'roles/storage.bucketViewer': bucketRead,
  'roles/storage.legacyBucketReader': ['storage.buckets.get', 'storage.objects.list'],
  'roles/storage.legacyBucketWriter': ['storage.buckets.get', ...all('storage.objects', 'create delete list')],
  'roles/storage.legacyBucketOwner': [
    ...all('storage.buckets', 'get getIamPolicy setIamPolicy update'),
    ...all('storage.objects', 'create delete list'),
  ],
  'roles/storage.legacyObjectReader': ['storage.objects.get'],
  'roles/storage.legacyObjectOwner': all('storage.objects', 'get getIamPolicy setIamPolicy update'),
  'roles/container.clusterViewer': [...clusterRead, ...projectRead],
  'roles/container.viewer': [...containerRead, ...projectRead],
  'roles/container.developer': [...containerDevelop, ...projectRead],
  'roles/container.clusterAdmin': [
    ...all('container.clusters', 'create delete get list update'),
    ...all('container.operations', 'get list'),
    ...projectRead,
  ],
  'roles/container.admin': [...containerAdmin, ...projectRead],
  'roles/container.defaultNodeServiceAccount': [],
  'roles/container.nodeServiceAccount': objectRead,
  'roles/serviceusage.serviceUsageViewer': [...usageRead, 'resourcemanager.projects.get'],
  'roles/serviceusage.serviceUsageConsumer': [
    ...usageRead,
    'serviceusage.services.use',
    'resourcemanager.projects.get',
  ],
  'roles/serviceusage.serviceUsageAdmin': [
    ...usageRead,
    ...all('serviceusage.services', 'enable disable use'),
    'resourcemanager.projects.get',
  ],
  'roles/resourcemanager.projectIamAdmin': [
    ...projectRead,
    ...all('resourcemanager.projects', 'getIamPolicy setIamPolicy'),
    'iam.denypolicies.list',
    'iam.denypolicies.get',
  ],
  'roles/resourcemanager.folderViewer': [...all('resourcemanager.folders', 'get list getIamPolicy'), ...projectRead],
  'roles/resourcemanager.organizationViewer': ['resourcemanager.organizations.get'],
};

/** `null`: no such role is known. Predefined ones that nothing here depends on are unknown too. */
export function permissionsOf(cloud: Cloud, role: string): readonly string[] | null {
  return ownValue(predefined, role) ?? ownValue(cloud.world.google.roles, role)?.permissions ?? null;
}

export function isCustomRole(role: string): boolean {
  return /^(?:projects|organizations)\/[^/]+\/roles\/[^/]+$/.test(role);
}
