/** Google projects as a platform team sets them up: APIs on, least rights, one organization above. */

import type {
  BucketState,
  GkeClusterState,
  GoogleState,
  IamPolicy,
  ProjectState,
  RepositoryState,
  ServiceAccountState,
} from '../world.ts';

export const operatorAccount = 'sre@acme.example';
export const organization = '123456789012';
export const folder = '987654321098';

const services = [
  'artifactregistry.googleapis.com',
  'cloudresourcemanager.googleapis.com',
  'compute.googleapis.com',
  'container.googleapis.com',
  'iam.googleapis.com',
  'iamcredentials.googleapis.com',
  'serviceusage.googleapis.com',
  'storage.googleapis.com',
  'sts.googleapis.com',
];

/**
 * A project that the operator may view. What the fixes of the doctor write he may too, by a role that lets him read
 * nothing: taking `roles/viewer` from him takes all his readings.
 */
export function project(number: string, parts: Partial<ProjectState> = {}): ProjectState {
  return {
    number,
    state: 'ACTIVE',
    billing: true,
    parent: `folders/${folder}`,
    services: [...services],
    policy: {
      bindings: [
        { role: 'roles/viewer', members: [`user:${operatorAccount}`] },
        { role: repairRole, members: [`user:${operatorAccount}`] },
      ],
    },
    deny: [],
    serviceAccounts: {},
    repositories: {},
    buckets: {},
    clusters: {},
    workloadPoolExists: false,
    identityPools: {},
    gcr: 'shut-down',
    perimeter: [],
    ...parts,
  };
}

const repairRole = `organizations/${organization}/roles/chainRepair`;
const policyReaderRole = `organizations/${organization}/roles/ancestorPolicyReader`;

/** @param projects by id */
export function googleState(projects: Record<string, ProjectState>): GoogleState {
  return {
    projects,
    folders: { [folder]: { parent: `organizations/${organization}`, policy: { bindings: [] }, deny: [] } },
    organizations: {
      [organization]: {
        policy: { bindings: [{ role: policyReaderRole, members: [`user:${operatorAccount}`] }] },
        deny: [],
      },
    },
    roles: {
      [repairRole]: {
        permissions: [
          'artifactregistry.projectsettings.update',
          'artifactregistry.repositories.setIamPolicy',
          'container.clusters.update',
          'container.operations.get',
          'iam.serviceAccounts.create',
          'iam.serviceAccounts.disable',
          'iam.serviceAccounts.enable',
          'iam.serviceAccounts.setIamPolicy',
          'resourcemanager.projects.setIamPolicy',
          'serviceusage.services.enable',
          // gcloud bills Artifact Registry's calls to the project itself, which takes this.
          'serviceusage.services.use',
          // A bucket's policy is written whole, and no basic role reads it.
          'storage.buckets.getIamPolicy',
          'storage.buckets.setIamPolicy',
        ],
      },
      [policyReaderRole]: {
        permissions: [
          'iam.denypolicies.get',
          'iam.denypolicies.list',
          ...['folders', 'organizations'].flatMap((kind) => [
            `resourcemanager.${kind}.get`,
            `resourcemanager.${kind}.getIamPolicy`,
          ]),
        ],
      },
    },
  };
}

/** @param uniqueId twenty-one digits @param member who may become it, if anyone */
export function serviceAccount(uniqueId: string, member?: string): ServiceAccountState {
  return { uniqueId, disabled: false, policy: policy('roles/iam.workloadIdentityUser', member) };
}

export function repository(images: Record<string, string[]>, reader?: string): RepositoryState {
  return {
    format: 'DOCKER',
    mode: 'STANDARD_REPOSITORY',
    policy: policy('roles/artifactregistry.reader', reader),
    images,
  };
}

/** A Container Registry bucket, with the bindings that Cloud Storage gives every bucket at birth. */
export function registryBucket(projectId: string, images: Record<string, string[]>, reader: string): BucketState {
  return {
    location: 'us',
    policy: {
      bindings: [
        {
          role: 'roles/storage.legacyBucketOwner',
          members: [`projectEditor:${projectId}`, `projectOwner:${projectId}`],
        },
        { role: 'roles/storage.legacyBucketReader', members: [`projectViewer:${projectId}`] },
        { role: 'roles/storage.objectViewer', members: [reader] },
      ],
    },
    images,
  };
}

function policy(role: string, member: string | undefined): IamPolicy {
  return { bindings: member === undefined ? [] : [{ role, members: [member] }] };
}

export function gkeCluster(projectId: string, version: string): GkeClusterState {
  return {
    workloadPool: `${projectId}.svc.id.goog`,
    autopilot: false,
    datapath: 'ADVANCED_DATAPATH',
    networkPolicy: false,
    version,
    nodePools: { main: { mode: 'GKE_METADATA', serviceAccount: nodeAccount(projectId), version } },
  };
}

/** Nodes run as an account of their own, which may write logs and nothing else. */
function nodeAccount(projectId: string): string {
  return `gke-nodes@${projectId}.iam.gserviceaccount.com`;
}

/** The accounts that any project with a cluster has. */
export function clusterAccounts(projectId: string, number: string): Record<string, ServiceAccountState> {
  return {
    [nodeAccount(projectId)]: serviceAccount(`1000${number}00001`),
    [`${number}-compute@developer.gserviceaccount.com`]: serviceAccount(`1000${number}00002`),
  };
}

/** `serviceAccount:POOL[NS/KSA]`. */
export function ksaMember(projectId: string, namespace: string, ksa: string): string {
  return `serviceAccount:${projectId}.svc.id.goog[${namespace}/${ksa}]`;
}
