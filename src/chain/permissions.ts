/**
 * Everything that the doctor may ask of Google, with the permission it takes and the smallest predefined role that
 * holds it. One table for error messages, `--permissions` and docs/permissions.md. Role contents: Google's role
 * reference, August 2026.
 */

export interface GooglePermission {
  /** The method, as evidence names it. */
  readonly api: string;
  readonly permission: string;
  readonly role: string;
  /** Where the role is granted. */
  readonly on: 'cluster project' | 'GSA project' | 'GSA' | 'registry project' | 'repository' | 'bucket' | 'ancestors';
  readonly why: string;
}

export const googlePermissions: readonly GooglePermission[] = [
  {
    api: 'container.projects.locations.clusters.get',
    permission: 'container.clusters.get',
    role: 'roles/container.clusterViewer',
    on: 'cluster project',
    why: 'reads the workload pool and the node pools’ metadata mode',
  },
  {
    api: 'iam.projects.serviceAccounts.get',
    permission: 'iam.serviceAccounts.get',
    role: 'roles/iam.serviceAccountViewer',
    on: 'GSA project',
    why: 'tells a disabled GSA',
  },
  {
    api: 'iam.projects.serviceAccounts.list',
    permission: 'iam.serviceAccounts.list',
    role: 'roles/iam.serviceAccountViewer',
    on: 'GSA project',
    why: 'names the GSA that a misspelled one was meant to be',
  },
  {
    api: 'iam.projects.serviceAccounts.getIamPolicy',
    permission: 'iam.serviceAccounts.getIamPolicy',
    role: 'roles/iam.serviceAccountViewer',
    on: 'GSA project',
    why: 'reads who may become the GSA',
  },
  {
    api: 'iam.roles.get',
    permission: 'iam.roles.get',
    role: 'roles/iam.roleViewer',
    on: 'GSA project',
    why: 'reads what a custom role holds',
  },
  {
    api: 'iam.policies.listDenyPolicies',
    permission: 'iam.denypolicies.list',
    role: 'roles/iam.denyReviewer',
    on: 'ancestors',
    why: 'reads deny policies',
  },
  {
    api: 'iam.policies.get',
    permission: 'iam.denypolicies.get',
    role: 'roles/iam.denyReviewer',
    on: 'ancestors',
    why: 'reads the rules of deny policies',
  },
  {
    api: 'cloudresourcemanager.projects.get',
    permission: 'resourcemanager.projects.get',
    role: 'roles/browser',
    on: 'GSA project',
    why: 'reads project number and state',
  },
  {
    api: 'cloudresourcemanager.projects.getAncestry',
    permission: 'resourcemanager.projects.get',
    role: 'roles/browser',
    on: 'GSA project',
    why: 'finds folders and organisation above the project',
  },
  {
    api: 'cloudresourcemanager.projects.getIamPolicy',
    permission: 'resourcemanager.projects.getIamPolicy',
    role: 'roles/iam.securityReviewer',
    on: 'GSA project',
    why: 'finds grants on the project',
  },
  {
    api: 'cloudresourcemanager.folders.getIamPolicy',
    permission: 'resourcemanager.folders.getIamPolicy',
    role: 'roles/iam.securityReviewer',
    on: 'ancestors',
    why: 'finds inherited grants',
  },
  {
    api: 'cloudresourcemanager.organizations.getIamPolicy',
    permission: 'resourcemanager.organizations.getIamPolicy',
    role: 'roles/iam.securityReviewer',
    on: 'ancestors',
    why: 'finds inherited grants',
  },
  {
    api: 'serviceusage.services.get',
    permission: 'serviceusage.services.get',
    role: 'roles/serviceusage.serviceUsageViewer',
    on: 'registry project',
    why: 'tells an API that is off',
  },
  {
    api: 'artifactregistry.projects.locations.repositories.get',
    permission: 'artifactregistry.repositories.get',
    role: 'roles/artifactregistry.reader',
    on: 'registry project',
    why: 'tells an absent repository from a forbidden one',
  },
  {
    api: 'artifactregistry.projects.locations.repositories.list',
    permission: 'artifactregistry.repositories.list',
    role: 'roles/artifactregistry.reader',
    on: 'registry project',
    why: 'names the repository that a misspelled one was meant to be',
  },
  {
    api: 'artifactregistry.projects.locations.repositories.getIamPolicy',
    permission: 'artifactregistry.repositories.getIamPolicy',
    role: 'roles/iam.securityReviewer',
    on: 'registry project',
    why: 'reads who may read the repository',
  },
  {
    api: 'artifactregistry.projects.locations.repositories.packages.list',
    permission: 'artifactregistry.packages.list',
    role: 'roles/artifactregistry.reader',
    on: 'registry project',
    why: 'tells an absent image from an empty one',
  },
  {
    api: 'artifactregistry.projects.getProjectSettings',
    permission: 'artifactregistry.projectsettings.get',
    role: 'roles/artifactregistry.reader',
    on: 'registry project',
    why: 'tells who serves gcr.io',
  },
  {
    api: 'storage.buckets.get',
    permission: 'storage.buckets.get',
    role: 'roles/storage.legacyBucketReader',
    on: 'bucket',
    why: 'tells an absent bucket',
  },
  {
    api: 'storage.objects.list',
    permission: 'storage.objects.list',
    role: 'roles/storage.objectViewer',
    on: 'bucket',
    why: 'lists Container Registry’s bucket',
  },
  {
    api: 'storage.buckets.getIamPolicy',
    permission: 'storage.buckets.getIamPolicy',
    role: 'roles/iam.securityReviewer',
    on: 'bucket',
    why: 'finds a grant that does nothing any more',
  },
];

/** The smallest predefined role with a permission; for one that is not in the table, how to find it. */
export function smallestRole(permission: string): string {
  return googlePermissions.find((row) => row.permission === permission)?.role ?? `a role with ${permission}`;
}

/** The permission that a method takes, where its refusal does not name it. */
export function permissionOf(api: string): string | null {
  return googlePermissions.find((row) => row.api === api)?.permission ?? null;
}
