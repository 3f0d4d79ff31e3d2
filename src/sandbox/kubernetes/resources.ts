/** What the API server serves: the built-in resources that matter here, and the custom ones of the world. */

import type { ClusterState, StoredObject } from '../world.ts';

export interface Resource {
  readonly group: string;
  /** The preferred one first. */
  readonly versions: readonly string[];
  readonly plural: string;
  readonly singular: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  /** `status`, `token`, `scale`, …, each with the verbs that it takes. */
  readonly subresources: Readonly<Record<string, readonly string[]>>;
  readonly custom: boolean;
  /** Reviews are only ever created, and never stored. */
  readonly reviewOnly: boolean;
}

export const objectVerbs = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];
const statusVerbs = ['get', 'patch', 'update'];

function builtIn(
  apiVersion: string,
  kind: string,
  plural: string,
  options: Partial<Omit<Resource, 'group' | 'versions' | 'kind' | 'plural' | 'custom'>> = {},
): Resource {
  const [group, version] = splitApiVersion(apiVersion);
  return {
    group,
    versions: [version],
    kind,
    plural,
    singular: kind.toLowerCase(),
    namespaced: true,
    shortNames: [],
    categories: [],
    subresources: {},
    custom: false,
    reviewOnly: false,
    ...options,
  };
}

const cluster = { namespaced: false } as const;
const status = { subresources: { status: statusVerbs } } as const;
const scaled = { subresources: { scale: statusVerbs, status: statusVerbs } } as const;
const review = { namespaced: false, reviewOnly: true } as const;

const builtIns: readonly Resource[] = [
  builtIn('v1', 'ConfigMap', 'configmaps', { shortNames: ['cm'] }),
  builtIn('v1', 'Event', 'events', { shortNames: ['ev'] }),
  builtIn('v1', 'Namespace', 'namespaces', { ...cluster, shortNames: ['ns'], ...status }),
  builtIn('v1', 'Node', 'nodes', { ...cluster, shortNames: ['no'], ...status }),
  builtIn('v1', 'Pod', 'pods', {
    shortNames: ['po'],
    categories: ['all'],
    subresources: { log: ['get'], status: statusVerbs },
  }),
  builtIn('v1', 'Secret', 'secrets'),
  builtIn('v1', 'ServiceAccount', 'serviceaccounts', { shortNames: ['sa'], subresources: { token: ['create'] } }),
  builtIn('v1', 'Service', 'services', { shortNames: ['svc'], categories: ['all'], ...status }),
  builtIn('apps/v1', 'DaemonSet', 'daemonsets', { shortNames: ['ds'], categories: ['all'], ...status }),
  builtIn('apps/v1', 'Deployment', 'deployments', { shortNames: ['deploy'], categories: ['all'], ...scaled }),
  builtIn('apps/v1', 'ReplicaSet', 'replicasets', { shortNames: ['rs'], categories: ['all'], ...scaled }),
  builtIn('apps/v1', 'StatefulSet', 'statefulsets', { shortNames: ['sts'], categories: ['all'], ...scaled }),
  builtIn('batch/v1', 'CronJob', 'cronjobs', { shortNames: ['cj'], categories: ['all'], ...status }),
  builtIn('batch/v1', 'Job', 'jobs', { categories: ['all'], ...status }),
  builtIn('networking.k8s.io/v1', 'NetworkPolicy', 'networkpolicies', { shortNames: ['netpol'] }),
  builtIn('coordination.k8s.io/v1', 'Lease', 'leases'),
  builtIn('rbac.authorization.k8s.io/v1', 'ClusterRole', 'clusterroles', cluster),
  builtIn('rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', 'clusterrolebindings', cluster),
  builtIn('rbac.authorization.k8s.io/v1', 'Role', 'roles'),
  builtIn('rbac.authorization.k8s.io/v1', 'RoleBinding', 'rolebindings'),
  builtIn('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'customresourcedefinitions', {
    ...cluster,
    shortNames: ['crd', 'crds'],
    categories: ['api-extensions'],
    ...status,
  }),
  builtIn('authentication.k8s.io/v1', 'SelfSubjectReview', 'selfsubjectreviews', review),
  builtIn('authentication.k8s.io/v1', 'TokenReview', 'tokenreviews', review),
  builtIn('authorization.k8s.io/v1', 'LocalSubjectAccessReview', 'localsubjectaccessreviews', {
    reviewOnly: true,
  }),
  builtIn('authorization.k8s.io/v1', 'SelfSubjectAccessReview', 'selfsubjectaccessreviews', review),
  builtIn('authorization.k8s.io/v1', 'SelfSubjectRulesReview', 'selfsubjectrulesreviews', review),
  builtIn('authorization.k8s.io/v1', 'SubjectAccessReview', 'subjectaccessreviews', review),
];

/** Groups that answer for themselves also where they have no such resource. */
export const builtInGroups: ReadonlySet<string> = new Set(builtIns.map((resource) => resource.group));

/** All resources now: a scenario may take a custom one away. */
export function resourcesOf(cluster: ClusterState): readonly Resource[] {
  const custom = cluster.customResources.map((resource): Resource => ({
    ...resource,
    shortNames: shortNames[resource.plural] ?? [],
    categories: [],
    subresources: { status: statusVerbs },
    custom: true,
    reviewOnly: false,
  }));
  return [...builtIns, ...custom];
}

/** Those that Flux's CRDs declare. */
const shortNames: Readonly<Record<string, readonly string[]>> = {
  imagerepositories: ['imgrepo'],
  imagepolicies: ['imgpol'],
  ocirepositories: ['ocirepo'],
  gitrepositories: ['gitrepo'],
  helmrepositories: ['helmrepo'],
  helmcharts: ['hc'],
  helmreleases: ['hr'],
  kustomizations: ['ks'],
  resourcesets: ['rset'],
  resourcesetinputproviders: ['rsip'],
};

/** `apps/v1` → group and version. */
export function splitApiVersion(apiVersion: string): [group: string, version: string] {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? ['', apiVersion] : [apiVersion.slice(0, slash), apiVersion.slice(slash + 1)];
}

export function apiVersionOf(group: string, version: string): string {
  return group === '' ? version : `${group}/${version}`;
}

/** Whether the object is one of this resource, in whatever version it was written. */
export function isOf(resource: Pick<Resource, 'kind' | 'group'>, object: StoredObject): boolean {
  return object.kind === resource.kind && splitApiVersion(object.apiVersion)[0] === resource.group;
}
