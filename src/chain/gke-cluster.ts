/** Names of GKE clusters, parsed strictly: each part goes into URLs. */

export interface GkeClusterName {
  readonly project: string;
  readonly location: string;
  readonly name: string;
}

// A domain-scoped project reads `example.com:proj`.
const projectId = /^(?:[a-z0-9.-]{1,80}:)?[a-z][a-z0-9-]{4,28}[a-z0-9]$/;
const locationId = /^[a-z]+-[a-z]+\d+(?:-[a-z])?$/;
const clusterId = /^[a-z](?:[a-z0-9-]{0,38}[a-z0-9])?$/;

function valid(cluster: GkeClusterName): GkeClusterName | null {
  return projectId.test(cluster.project) && locationId.test(cluster.location) && clusterId.test(cluster.name)
    ? cluster
    : null;
}

/** Of a service account issuer; `null`: not GKE's. */
export function clusterOfIssuer(issuer: string): GkeClusterName | null {
  const match =
    /^https:\/\/container\.googleapis\.com\/v1\/projects\/([^/]+)\/locations\/([^/]+)\/clusters\/([^/]+)$/.exec(issuer);
  return match === null ? null : valid({ project: match[1] ?? '', location: match[2] ?? '', name: match[3] ?? '' });
}

/** Of a context as gcloud names it, `gke_PROJECT_LOCATION_CLUSTER`. The name is free text: a guess. */
export function clusterOfContext(context: string): GkeClusterName | null {
  const parts = context.split('_');
  if (parts.length !== 4 || parts[0] !== 'gke') return null;
  return valid({ project: parts[1] ?? '', location: parts[2] ?? '', name: parts[3] ?? '' });
}

export function issuerOfCluster(cluster: GkeClusterName): string {
  return `https://container.googleapis.com/v1/projects/${cluster.project}/locations/${cluster.location}/clusters/${cluster.name}`;
}

/** A GKE cluster's pool is that of its own project, where it cannot be read. */
export function derivedPool(project: string): string {
  return `${project}${poolSuffix}`;
}

const poolSuffix = '.svc.id.goog';

/**
 * Whether a pool is that of a project: `PROJECT.svc.id.goog`; of a domain's project (`example.com:proj`) also as its
 * service accounts write it, `proj.example.com`; outside of the default universe `PROJECT.UNIVERSE.svc.id.goog`.
 */
export function isPoolOf(pool: string, project: string): boolean {
  if (pool === derivedPool(project)) return true;
  const [domain = '', name] = project.split(':');
  if (name !== undefined) return pool === `${name}.${domain}${poolSuffix}`;
  const universe = pool.startsWith(`${project}.`) ? pool.slice(project.length + 1) : '';
  return /^[a-z0-9-]+\.svc\.id\.goog$/.test(universe);
}

/** The project that a pool is of, by the same forms. */
export function projectOfPool(pool: string): string {
  const stem = pool.endsWith(poolSuffix) ? pool.slice(0, -poolSuffix.length) : pool;
  if (stem.includes(':')) return stem;
  const [name = '', ...rest] = stem.split('.');
  return rest.length > 1 ? `${rest.join('.')}:${name}` : name;
}
