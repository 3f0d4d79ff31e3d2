/** Holds the requests that a sandbox met against the doctor's own table of permissions. */

import { googlePermissions, kubernetesPermissions } from '../../src/chain/permissions.ts';
import { targetOf } from '../../src/sandbox/kubernetes/request-target.ts';
import type { LoggedRequest } from '../../src/sandbox/request-log.ts';
import type { ClusterRequest } from '../../src/sandbox/serve.ts';

/** What was asked of a sandbox by clients outside of its cluster. */
export interface Requests {
  readonly cluster: readonly ClusterRequest[];
  readonly google: readonly LoggedRequest[];
}

// A project of a domain has the domain in its id: `acme.example:scoped`.
const project = String.raw`v1/projects/(?:[\w.-]+\.[\w-]+:)?[^/:]+`;
const repository = `artifactregistry.googleapis.com/${project}/locations/[^/]+/repositories`;
const account = `${project}/serviceAccounts`;
const attachment = 'iam.googleapis.com/v2/policies/[^/]+/denypolicies';

/** The request of each method of the table. */
const requestOf: Readonly<Record<string, string>> = {
  'container.projects.locations.clusters.get': `GET container.googleapis.com/${project}/locations/[^/]+/clusters/[^/]+`,
  'iam.projects.serviceAccounts.get': `GET iam.googleapis.com/${account}/[^/:]+`,
  'iam.projects.serviceAccounts.list': `GET iam.googleapis.com/${account}`,
  'iam.projects.serviceAccounts.getIamPolicy': `POST iam.googleapis.com/${account}/[^/:]+:getIamPolicy`,
  'iam.roles.get': `GET iam.googleapis.com/v1/(?:projects/[^/]+/|organizations/[^/]+/)roles/[^/]+`,
  'iam.policies.listDenyPolicies': `GET ${attachment}`,
  'iam.policies.get': `GET ${attachment}/[^/]+`,
  'cloudresourcemanager.projects.get': `GET cloudresourcemanager.googleapis.com/${project}`,
  'cloudresourcemanager.projects.getAncestry': `POST cloudresourcemanager.googleapis.com/${project}:getAncestry`,
  'cloudresourcemanager.projects.getIamPolicy': `POST cloudresourcemanager.googleapis.com/${project}:getIamPolicy`,
  'cloudresourcemanager.folders.getIamPolicy': `POST cloudresourcemanager.googleapis.com/v3/folders/[^/:]+:getIamPolicy`,
  'cloudresourcemanager.organizations.getIamPolicy': `POST cloudresourcemanager.googleapis.com/v3/organizations/[^/:]+:getIamPolicy`,
  'artifactregistry.projects.locations.repositories.get': `GET ${repository}/[^/:]+`,
  'artifactregistry.projects.locations.repositories.list': `GET ${repository}`,
  'artifactregistry.projects.locations.repositories.getIamPolicy': `GET ${repository}/[^/:]+:getIamPolicy`,
  'artifactregistry.projects.locations.repositories.packages.list': `GET ${repository}/[^/:]+/packages`,
  'artifactregistry.projects.getProjectSettings': `GET artifactregistry.googleapis.com/${project}/projectSettings`,
  'storage.buckets.get': 'GET storage.googleapis.com/storage/v1/b/[^/]+',
  'storage.objects.list': 'GET storage.googleapis.com/storage/v1/b/[^/]+/o',
  'storage.buckets.getIamPolicy': 'GET storage.googleapis.com/storage/v1/b/[^/]+/iam',
  'iamcredentials.projects.serviceAccounts.generateAccessToken': `POST iamcredentials.googleapis.com/${account}/[^/:]+:generateAccessToken`,
};

/** What nobody needs a permission for. */
const free: readonly string[] = [
  // What Flux reads of a bucket, asked as the identity that is examined.
  'GET storage.googleapis.com/storage/v1/b/[^/]+/o/[^/]+',
  // The caller's own log-in, and the exchange of a KSA's token: whoever has the token may.
  'POST oauth2.googleapis.com/token',
  'POST sts.googleapis.com/v1/token',
  // Connections that are opened early.
  'HEAD (?:sts|iamcredentials).googleapis.com/',
  // Public documents, and Google's own roles.
  'GET iam.googleapis.com/v1/roles/[^/]+',
  `GET container.googleapis.com/${project}/locations/[^/]+/clusters/[^/]+/.well-known/openid-configuration`,
  // It tells what the caller may, and of an account whether it is there.
  'POST [a-z]+.googleapis.com/v[13]/.+:testIamPermissions',
  'GET storage.googleapis.com/storage/v1/b/[^/]+/iam/testPermissions',
];

/** What Flux reads, of registries and of buckets: it is asked as the identity that is examined, or as nobody. */
const read = ['GET storage.googleapis.com/storage/v1/b/[^/]+/o/[^/]+'];
const registry = ['/v2/', '/v2/token', '/v2/.+/tags/list', '/v2/.+/manifests/[^/]+'].map(
  (path) => `(?:GET|HEAD) (?:[^/]+-docker\\.pkg\\.dev|(?:[a-z]+\\.)?gcr\\.io)${path}`,
);

/** Every authenticated user has them (`system:discovery`, `system:basic-user`). */
const freeInCluster = /^(?:get \/(?:api|apis|version)(?:\/.*)?|create selfsubject(?:access|rules)reviews)$/;

/** Rows of the table that the requests were covered by, and requests that none covers. */
export function held({ cluster, google }: Requests): {
  readonly rows: ReadonlySet<string>;
  readonly unlisted: string[];
} {
  const rows = new Set<string>();
  const unlisted = new Set<string>();
  for (const { verb, group, resource } of cluster.map(asAuthorized)) {
    const row = kubernetesPermissions.find(
      (one) => one.verb === verb && one.group === group && one.resources.includes(resource),
    );
    if (row !== undefined) rows.add(`${verb} ${group} ${resource}`);
    else if (!freeInCluster.test(`${verb} ${resource}`)) unlisted.add(`${verb} ${resource} ${group}`.trim());
  }
  for (const { method, host, path, origin, as } of google) {
    if (origin === 'cluster') continue;
    const request = `${method} ${host}${path.replace(/\?.*/s, '')}`;
    const row = googlePermissions.find(({ api }) => matches(request, requestOf[api] ?? 'none'));
    if (row !== undefined) rows.add(row.api);
    else if (![...free, ...registry, ...read].some((one) => matches(request, one))) unlisted.add(`${request} as ${as}`);
  }
  return { rows, unlisted: [...unlisted] };
}

/** Methods of the table whose request is not known here, and requests that are none of its methods. */
export function unknownMethods(): readonly string[] {
  const apis = new Set(googlePermissions.map(({ api }) => api));
  const known = Object.keys(requestOf);
  return [...[...apis].filter((api) => !known.includes(api)), ...known.filter((api) => !apis.has(api))];
}

/** The rows, as `held` names them, that do not wait for a product, or for another right to be lacking. */
export function unconditionalRows(): readonly string[] {
  return [
    ...kubernetesPermissions
      .filter(({ when }) => when === 'always' || when === 'proof')
      .flatMap(({ verb, group, resources }) => resources.map((one) => `${verb} ${group} ${one}`)),
    ...new Set(googlePermissions.map(({ api }) => api)),
  ];
}

/** A request as the authorizer sees it: the verb, the group, and the resource with its subresource; or the path. */
function asAuthorized({ method, path }: ClusterRequest): { verb: string; group: string; resource: string } {
  const target = targetOf({ method, path, query: new URLSearchParams() });
  if (target.kind !== 'resource') return { verb: method.toLowerCase(), group: '', resource: path };
  const { verb, group, plural, subresource } = target;
  return { verb, group, resource: subresource === undefined ? plural : `${plural}/${subresource}` };
}

function matches(request: string, pattern: string): boolean {
  return new RegExp(`^${pattern}$`).test(request);
}
