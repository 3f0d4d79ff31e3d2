/**
 * The permissions of the chain, and the predefined roles that are known to hold them. A role that is not listed is
 * asked for by `iam.roles.get`; where that is refused too, it is unknown.
 */

export type ChainPermission =
  | 'iam.serviceAccounts.getAccessToken'
  | 'artifactregistry.repositories.downloadArtifacts'
  | 'storage.objects.list';

const holders: Record<ChainPermission, ReadonlySet<string>> = {
  // Neither owner nor editor holds it.
  'iam.serviceAccounts.getAccessToken': new Set([
    'roles/iam.workloadIdentityUser',
    'roles/iam.serviceAccountTokenCreator',
  ]),
  'artifactregistry.repositories.downloadArtifacts': new Set([
    'roles/artifactregistry.reader',
    'roles/artifactregistry.writer',
    'roles/artifactregistry.repoAdmin',
    'roles/artifactregistry.admin',
    'roles/artifactregistry.createOnPushWriter',
    'roles/artifactregistry.createOnPushRepoAdmin',
    'roles/viewer',
    'roles/editor',
    'roles/owner',
  ]),
  'storage.objects.list': new Set([
    'roles/storage.objectViewer',
    'roles/storage.objectUser',
    'roles/storage.objectAdmin',
    'roles/storage.admin',
    'roles/storage.legacyBucketReader',
    'roles/storage.legacyBucketWriter',
    'roles/storage.legacyBucketOwner',
  ]),
};

/** Predefined roles that are often mistaken for a holder of the permission, and are none. */
const strangers: Record<ChainPermission, ReadonlySet<string>> = {
  'iam.serviceAccounts.getAccessToken': new Set([
    'roles/owner',
    'roles/editor',
    'roles/viewer',
    'roles/iam.serviceAccountUser',
    'roles/iam.serviceAccountAdmin',
    'roles/iam.serviceAccountViewer',
    'roles/iam.serviceAccountOpenIdTokenCreator',
    'roles/iam.serviceAccountKeyAdmin',
    'roles/iam.securityReviewer',
    'roles/artifactregistry.reader',
    'roles/storage.objectViewer',
  ]),
  'artifactregistry.repositories.downloadArtifacts': new Set([
    'roles/storage.objectViewer',
    'roles/iam.workloadIdentityUser',
    'roles/iam.securityReviewer',
  ]),
  'storage.objects.list': new Set([
    'roles/storage.legacyObjectReader',
    'roles/viewer',
    'roles/artifactregistry.reader',
    'roles/iam.workloadIdentityUser',
  ]),
};

export function roleHolds(role: string, permission: ChainPermission): 'yes' | 'no' | 'ask' {
  if (holders[permission].has(role)) return 'yes';
  if (strangers[permission].has(role)) return 'no';
  return 'ask';
}
