/**
 * Everything that the doctor may ask, with the right that it takes and the smallest role that holds it. One table for
 * error messages, `--permissions` and docs/permissions.md. Role contents: Google's role reference, August 2026.
 */

export interface KubernetesPermission {
  readonly verb: 'get' | 'list' | 'create';
  /** Of the API; empty: core. */
  readonly group: string;
  /** With their subresource, or a path such as `/version`. */
  readonly resources: readonly string[];
  /**
   * `always`: every cluster has it; a product: only where that is installed. `proof`: for the KSA in question, by its
   * name. `instead`: asked only where another right of this table is lacking.
   */
  readonly when: 'always' | 'proof' | 'instead' | Product;
  readonly why: string;
}

/** What brings resources of its own. */
export const products = [
  'Flux 2',
  'Flux Operator',
  'Flux 1',
  'Cilium',
  'Calico',
  'the Calico API server',
  'AdminNetworkPolicy',
  'FQDN network policies of GKE',
] as const;
export type Product = (typeof products)[number];

const listed = { verb: 'list', when: 'always' } as const;

export const kubernetesPermissions: readonly KubernetesPermission[] = [
  {
    verb: 'create',
    group: '',
    resources: ['serviceaccounts/token'],
    when: 'proof',
    why: 'mints a token of the KSA for ten minutes and exchanges it at Google: it proves links 3 to 6 without any right in Google',
  },
  { ...listed, group: 'apps', resources: ['deployments'], why: 'finds the controllers that scan, and as whom' },
  { ...listed, group: '', resources: ['pods'], why: 'tells as whom, where and since when they run' },
  { verb: 'get', group: '', resources: ['serviceaccounts'], when: 'always', why: 'reads the annotation of the KSA' },
  {
    ...listed,
    group: '',
    resources: ['serviceaccounts'],
    why: 'names the KSA that a misspelled one, or a misplaced annotation, was meant for',
  },
  { ...listed, group: '', resources: ['nodes'], why: 'tells whether they serve the GKE metadata server' },
  { ...listed, group: 'networking.k8s.io', resources: ['networkpolicies'], why: 'finds what keeps pods from it' },
  { verb: 'get', group: '', resources: ['namespaces'], when: 'always', why: 'reads the labels that policies select' },
  { ...listed, group: '', resources: ['services'], why: 'finds the annotation where people misplace it' },
  { ...listed, group: '', resources: ['events'], why: 'tells a scan that fails now from one that failed once' },
  {
    ...listed,
    group: 'apps',
    resources: ['daemonsets', 'statefulsets'],
    why: 'tells the dataplane; who else uses a KSA; and what Flux v1 scans',
  },
  { ...listed, group: 'batch', resources: ['cronjobs', 'jobs'], why: 'who else uses a KSA; and what Flux v1 scans' },
  {
    verb: 'create',
    group: 'authorization.k8s.io',
    resources: ['subjectaccessreviews'],
    when: 'always',
    why: 'asks whether the controller may mint the tokens of the KSAs that objects name',
  },
  {
    verb: 'list',
    group: 'image.toolkit.fluxcd.io',
    resources: ['imagerepositories'],
    when: 'Flux 2',
    why: 'what is scanned, and what Flux says of it',
  },
  {
    verb: 'list',
    group: 'source.toolkit.fluxcd.io',
    resources: ['ocirepositories', 'helmrepositories', 'helmcharts', 'buckets'],
    when: 'Flux 2',
    why: 'the same of sources',
  },
  {
    verb: 'list',
    group: 'image.toolkit.fluxcd.io',
    resources: ['imagepolicies', 'imageupdateautomations'],
    when: 'Flux 2',
    why: 'whether anything else of Flux fails at Google',
  },
  {
    verb: 'list',
    group: 'source.toolkit.fluxcd.io',
    resources: ['externalartifacts', 'gitrepositories'],
    when: 'Flux 2',
    why: 'the same',
  },
  {
    verb: 'list',
    group: 'source.extensions.fluxcd.io',
    resources: ['artifactgenerators'],
    when: 'Flux 2',
    why: 'the same',
  },
  {
    verb: 'list',
    group: 'kustomize.toolkit.fluxcd.io',
    resources: ['kustomizations'],
    when: 'Flux 2',
    why: 'the same',
  },
  { verb: 'list', group: 'helm.toolkit.fluxcd.io', resources: ['helmreleases'], when: 'Flux 2', why: 'the same' },
  {
    verb: 'list',
    group: 'notification.toolkit.fluxcd.io',
    resources: ['alerts', 'providers', 'receivers'],
    when: 'Flux 2',
    why: 'the same',
  },
  {
    verb: 'get',
    group: 'kustomize.toolkit.fluxcd.io',
    resources: ['kustomizations'],
    when: 'Flux 2',
    why: 'tells whether the owner of the KSA applies it, and from which path',
  },
  {
    verb: 'get',
    group: 'helm.toolkit.fluxcd.io',
    resources: ['helmreleases'],
    when: 'Flux 2',
    why: 'the same of Helm',
  },
  {
    verb: 'list',
    group: 'fluxcd.controlplane.io',
    resources: ['resourcesetinputproviders'],
    when: 'Flux Operator',
    why: 'what it scans',
  },
  {
    verb: 'list',
    group: 'fluxcd.controlplane.io',
    resources: ['fluxinstances', 'fluxreports', 'resourcesets'],
    when: 'Flux Operator',
    why: 'whether anything of it fails at Google',
  },
  {
    verb: 'get',
    group: 'fluxcd.controlplane.io',
    resources: ['fluxinstances', 'resourcesets'],
    when: 'Flux Operator',
    why: 'tells whether the owner of the KSA applies it',
  },
  { verb: 'list', group: 'helm.fluxcd.io', resources: ['helmreleases'], when: 'Flux 1', why: 'what Flux v1 scans' },
  {
    verb: 'list',
    group: 'cilium.io',
    resources: ['ciliumnetworkpolicies', 'ciliumclusterwidenetworkpolicies'],
    when: 'Cilium',
    why: 'finds other policies that select the pods',
  },
  {
    verb: 'list',
    group: 'crd.projectcalico.org',
    resources: ['networkpolicies', 'globalnetworkpolicies'],
    when: 'Calico',
    why: 'the same',
  },
  {
    verb: 'list',
    group: 'projectcalico.org',
    resources: ['networkpolicies', 'globalnetworkpolicies'],
    when: 'the Calico API server',
    why: 'the same',
  },
  {
    verb: 'list',
    group: 'policy.networking.k8s.io',
    resources: ['adminnetworkpolicies', 'baselineadminnetworkpolicies'],
    when: 'AdminNetworkPolicy',
    why: 'the same',
  },
  {
    verb: 'list',
    group: 'networking.gke.io',
    resources: ['fqdnnetworkpolicies'],
    when: 'FQDN network policies of GKE',
    why: 'the same',
  },
  {
    ...listed,
    group: 'coordination.k8s.io',
    resources: ['leases'],
    why: 'finds the controllers where Deployments may not be listed, and which of several pods scans',
  },
  { verb: 'get', group: '', resources: ['pods'], when: 'instead', why: 'the pods that hold those Leases' },
  {
    verb: 'get',
    group: '',
    resources: ['/.well-known/openid-configuration'],
    when: 'instead',
    why: 'tells which cluster this is where no token may be minted',
  },
  {
    verb: 'get',
    group: '',
    resources: ['/version'],
    when: 'instead',
    why: 'tells a cluster that is not one of GKE where neither that nor the nodes may be read',
  },
];

/** A place in Google's hierarchy where a role is granted. */
export type GooglePlace = 'cluster project' | 'GSA project' | 'GSA' | 'registry project' | 'bucket' | 'organization';

export interface GooglePermission {
  /** The method, as evidence names it. */
  readonly api: string;
  readonly permission: string;
  readonly role: string;
  readonly on: readonly GooglePlace[];
  /** `gcr`: only for Container Registry's buckets. `operator`: only for `--prove-as operator`. */
  readonly when: 'always' | 'gcr' | 'operator';
  readonly why: string;
}

const always = { when: 'always' } as const;
const ofGsaProject = { ...always, on: ['GSA project'] } as const;
const ofGrants = { ...always, on: ['GSA project', 'registry project'] } as const;
const ofRegistry = { ...always, on: ['registry project'] } as const;
const ofAncestors = { ...always, on: ['organization'] } as const;

export const googlePermissions: readonly GooglePermission[] = [
  {
    api: 'container.projects.locations.clusters.get',
    permission: 'container.clusters.get',
    role: 'roles/container.clusterViewer',
    ...always,
    on: ['cluster project'],
    why: 'reads the workload pool and the node pools’ metadata mode',
  },
  {
    api: 'iam.projects.serviceAccounts.get',
    permission: 'iam.serviceAccounts.get',
    role: 'roles/iam.serviceAccountViewer',
    ...ofGsaProject,
    why: 'tells a disabled GSA',
  },
  {
    api: 'iam.projects.serviceAccounts.list',
    permission: 'iam.serviceAccounts.list',
    role: 'roles/iam.serviceAccountViewer',
    ...ofGsaProject,
    why: 'names the GSA that the KSA was meant to name, where it names none or a misspelled one',
  },
  {
    api: 'iam.projects.serviceAccounts.getIamPolicy',
    permission: 'iam.serviceAccounts.getIamPolicy',
    role: 'roles/iam.serviceAccountViewer',
    ...ofGsaProject,
    why: 'reads who may become the GSA',
  },
  {
    api: 'iam.roles.get',
    permission: 'iam.roles.get',
    role: 'roles/iam.roleViewer',
    ...always,
    on: ['GSA project', 'registry project', 'organization'],
    why: 'reads what a custom role holds',
  },
  {
    api: 'iam.policies.listDenyPolicies',
    permission: 'iam.denypolicies.list',
    role: 'roles/iam.denyReviewer',
    ...ofAncestors,
    why: 'reads deny policies',
  },
  {
    api: 'iam.policies.get',
    permission: 'iam.denypolicies.get',
    role: 'roles/iam.denyReviewer',
    ...ofAncestors,
    why: 'reads the rules of deny policies',
  },
  {
    api: 'cloudresourcemanager.projects.get',
    permission: 'resourcemanager.projects.get',
    role: 'roles/browser',
    ...always,
    on: ['cluster project', 'GSA project', 'registry project'],
    why: 'reads the number of a project, by which some principals are written',
  },
  {
    api: 'cloudresourcemanager.projects.getAncestry',
    permission: 'resourcemanager.projects.get',
    role: 'roles/browser',
    ...ofGrants,
    why: 'finds folders and organization above the project',
  },
  {
    api: 'cloudresourcemanager.projects.getIamPolicy',
    permission: 'resourcemanager.projects.getIamPolicy',
    role: 'roles/iam.securityReviewer',
    ...ofGrants,
    why: 'finds grants on the project',
  },
  {
    api: 'cloudresourcemanager.folders.getIamPolicy',
    permission: 'resourcemanager.folders.getIamPolicy',
    role: 'roles/iam.securityReviewer',
    ...ofAncestors,
    why: 'finds inherited grants',
  },
  {
    api: 'cloudresourcemanager.organizations.getIamPolicy',
    permission: 'resourcemanager.organizations.getIamPolicy',
    role: 'roles/iam.securityReviewer',
    ...ofAncestors,
    why: 'finds inherited grants',
  },
  {
    api: 'artifactregistry.projects.locations.repositories.get',
    permission: 'artifactregistry.repositories.get',
    role: 'roles/artifactregistry.reader',
    ...ofRegistry,
    why: 'tells an absent repository from a forbidden one',
  },
  {
    api: 'artifactregistry.projects.locations.repositories.list',
    permission: 'artifactregistry.repositories.list',
    role: 'roles/artifactregistry.reader',
    ...ofRegistry,
    why: 'names the repository that a misspelled one was meant to be',
  },
  {
    api: 'artifactregistry.projects.locations.repositories.getIamPolicy',
    permission: 'artifactregistry.repositories.getIamPolicy',
    role: 'roles/iam.securityReviewer',
    ...ofRegistry,
    why: 'reads who may read the repository',
  },
  {
    api: 'artifactregistry.projects.locations.repositories.packages.list',
    permission: 'artifactregistry.packages.list',
    role: 'roles/artifactregistry.reader',
    ...ofRegistry,
    why: 'tells an absent image from an empty one',
  },
  {
    api: 'artifactregistry.projects.getProjectSettings',
    permission: 'artifactregistry.projectsettings.get',
    role: 'roles/artifactregistry.reader',
    when: 'gcr',
    on: ['registry project'],
    why: 'tells whether Artifact Registry serves gcr.io for the project',
  },
  {
    api: 'storage.buckets.get',
    permission: 'storage.buckets.get',
    role: 'roles/storage.legacyBucketReader',
    when: 'gcr',
    on: ['bucket'],
    why: 'tells an absent bucket',
  },
  {
    api: 'storage.objects.list',
    permission: 'storage.objects.list',
    role: 'roles/storage.legacyBucketReader',
    when: 'gcr',
    on: ['bucket'],
    why: 'lists Container Registry’s bucket',
  },
  {
    api: 'storage.buckets.getIamPolicy',
    permission: 'storage.buckets.getIamPolicy',
    role: 'roles/iam.securityReviewer',
    when: 'gcr',
    on: ['registry project'],
    why: 'finds a grant that does nothing any more',
  },
  {
    api: 'iamcredentials.projects.serviceAccounts.generateAccessToken',
    permission: 'iam.serviceAccounts.getAccessToken',
    role: 'roles/iam.serviceAccountTokenCreator',
    when: 'operator',
    on: ['GSA'],
    why: 'impersonates the GSA as you, where no token of the KSA is issued',
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
