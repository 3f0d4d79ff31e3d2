/** Registry hosts and paths: whose repository they mean. */

export interface RegistryPlace {
  readonly host: string;
  /** A domain-scoped project `example.com/proj/…` is `example.com:proj`. */
  readonly project: string;
  readonly location: string;
  readonly repository: string;
  /** Below the repository; may be empty. */
  readonly image: string;
  /** On `gcr.io` hosts: how they are served is the project's choice. */
  readonly gcr: boolean;
}

/** The `gcr.io` hosts, and where Artifact Registry keeps the repositories named after them. */
const gcrLocations: Readonly<Record<string, string>> = {
  'gcr.io': 'us',
  'us.gcr.io': 'us',
  'eu.gcr.io': 'europe',
  'asia.gcr.io': 'asia',
};

export function isRegistryHost(host: string): boolean {
  return /^(?:[a-z0-9-]+\.)*gcr\.io$|^[a-z0-9-]+-docker\.pkg\.dev$|^docker\.[a-z0-9-]+\.rep\.pkg\.dev$/.test(host);
}

/** How many path components lack, or the place. */
export type ParsedPlace =
  | { readonly kind: 'place'; readonly place: RegistryPlace }
  /** Fewer components than a repository has. */
  | { readonly kind: 'short'; readonly components: number }
  /** Google's own public hosts are not part of the world. */
  | { readonly kind: 'foreign' };

export function parsePlace(host: string, path: string): ParsedPlace {
  const segments = path.split('/').filter((segment) => segment !== '');
  const scoped = segments[0]?.includes('.') === true;
  const [project, rest] = scoped
    ? [segments.slice(0, 2).join(':'), segments.slice(2)]
    : [segments[0] ?? '', segments.slice(1)];
  const gcrLocation = Object.hasOwn(gcrLocations, host) ? gcrLocations[host] : undefined;
  if (gcrLocation !== undefined) {
    if (rest.length === 0) return { kind: 'short', components: segments.length };
    const place = { host, project, location: gcrLocation, repository: host, image: rest.join('/'), gcr: true };
    return { kind: 'place', place };
  }
  const location = (/^(.+)-docker\.pkg\.dev$/.exec(host) ?? /^docker\.(.+)\.rep\.pkg\.dev$/.exec(host))?.[1];
  if (location === undefined) return { kind: 'foreign' };
  const [repository, ...image] = rest;
  if (repository === undefined) return { kind: 'short', components: segments.length };
  return { kind: 'place', place: { host, project, location, repository, image: image.join('/'), gcr: false } };
}

/** The bucket in which Container Registry kept a project's images for this host. */
export function bucketOf(place: RegistryPlace): string {
  const prefix = place.host === 'gcr.io' ? '' : place.host.replace('gcr.io', '');
  const [name = '', domain] = place.project.split(':').toReversed();
  return domain === undefined
    ? `${prefix}artifacts.${name}.appspot.com`
    : `${prefix}artifacts.${name}.${domain}.a.appspot.com`;
}

/** As permissions and refusals name a repository. */
export function repositoryName(place: RegistryPlace): string {
  return `projects/${place.project}/locations/${place.location}/repositories/${place.repository}`;
}
