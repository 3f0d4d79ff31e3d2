import { nearest } from './near-miss.ts';
import { takesForGoogle } from './versions/google-hosts.ts';
import type { Registry } from './vocabulary.ts';

/**
 * What an image reference of Flux names: the grammar of docker/distribution's `reference`, without tag and digest,
 * which Flux refuses in `spec.image`.
 */
export function parseImage(image: string): Registry {
  if (image.trim() === '') return invalid('it is empty');
  if (image.length > longest) return invalid('it is longer than any image reference may be');
  if (image !== image.trim() || /\s/.test(image)) return invalid('it holds blanks');
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(image);
  if (scheme !== null) return invalid(`it begins with a scheme (${scheme[1]}://)`);
  if (image.includes('@')) return invalid('it ends with a digest (@…)');

  const slash = image.indexOf('/');
  const first = slash < 0 ? image : image.slice(0, slash);
  if (slash < 0 && isGoogleHost(first.toLowerCase())) return invalid('it names a registry and no image');
  const hasHost = slash > 0 && (/[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase());
  const host = hasHost ? first : 'index.docker.io';
  const path = hasHost ? image.slice(slash + 1) : slash < 0 ? `library/${image}` : image;
  if (!hostGrammar.test(host)) return invalid('its registry is no host name');

  const problem = pathProblem(path);
  if (problem !== null) return invalid(problem);
  return googleRegistry(host, path);
}

/** The repository of a reference that may carry a tag and a digest, as in a pod template. */
export function withoutTag(image: string): string {
  const bare = image.split('@', 1)[0] ?? '';
  const colon = bare.lastIndexOf(':');
  return colon > bare.lastIndexOf('/') ? bare.slice(0, colon) : bare;
}

/** The tag of a reference, if it has one. */
export function tagOf(image: string): string | null {
  const bare = image.split('@', 1)[0] ?? '';
  const repository = withoutTag(image);
  return repository.length < bare.length ? bare.slice(repository.length + 1) : null;
}

/** A well-formed reference that was most likely meant by one that is not; `null` where none can be guessed. */
export function likelyImage(image: string): string | null {
  const bare = withoutTag(
    image
      .slice(0, longest)
      .trim()
      .replace(/^[a-z][a-z0-9+.-]*:\/\//i, ''),
  );
  const guess = bare
    .replaceAll(/\/{2,}/g, '/')
    .replace(/\/$/, '')
    .toLowerCase();
  const kind = guess === image ? 'invalid' : parseImage(guess).kind;
  return kind === 'invalid' ? null : guess;
}

/** True where the reference, well formed or not, points at a registry of Google's. */
export function pointsAtGoogle(image: string): boolean {
  const host = image
    .slice(0, longest)
    .trim()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
    .split(/[/@?#]/, 1)[0];
  return host !== undefined && isGoogleHost(host.toLowerCase().replace(/:.*$/, ''));
}

/** The host of Google's that serves projects' images, and that was most likely meant by one that serves none. */
export function likelyHost(host: string): string | null {
  return nearest(host.toLowerCase(), Object.keys(gcrLocations));
}

/** The Container Registry hosts, and where Artifact Registry keeps the repositories that serve them today. */
const gcrLocations: Readonly<Record<string, string>> = {
  'gcr.io': 'us',
  'us.gcr.io': 'us',
  'eu.gcr.io': 'europe',
  'asia.gcr.io': 'asia',
};

const longest = 512;
const hostGrammar = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*(?::\d{1,5})?$/i;
const segmentGrammar = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const dockerHost = /^([a-z0-9-]+)-docker\.pkg\.dev$/;
const regionalEndpoint = /^docker\.([a-z0-9-]+)\.rep\.pkg\.dev$/;

/** Artifact Registry in S3NS's sovereign cloud, which Flux knows from 2.9 on (fluxcd/pkg 1201). */
const sovereign = 'docker.s3nsregistry.fr';

function isGoogleHost(host: string): boolean {
  return Object.hasOwn(gcrLocations, host) || host === 'pkg.dev' || host.endsWith('.pkg.dev') || host === sovereign;
}

function pathProblem(path: string): string | null {
  if (path.endsWith('/')) return 'it ends with a slash';
  const segments = path.split('/');
  if (segments.includes('')) return 'it has an empty segment (//)';
  if (segments.at(-1)?.includes(':') === true) return 'it ends with a tag (:…)';
  if (path !== path.toLowerCase()) return 'its path has upper-case letters';
  return segments.every((segment) => segmentGrammar.test(segment))
    ? null
    : 'its path has characters that none may have';
}

function googleRegistry(host: string, path: string): Registry {
  const plain = host.toLowerCase().replace(/:\d+$/, '');
  const regional = regionalEndpoint.exec(plain);
  if (regional !== null) {
    return { kind: 'unmatched', host, path, suggestion: `${regional[1]}-docker.pkg.dev/${path}` };
  }
  // What stands before a host's fixed part may be in capitals for Flux's pattern, and so for the registry.
  const seen = takesForGoogle('pattern', host);
  if (!isGoogleHost(plain)) return { kind: seen ? 'google-own' : 'not-google', host: seen ? plain : host, path };
  const isDocker = dockerHost.test(plain);
  if (!isDocker && !Object.hasOwn(gcrLocations, plain)) return { kind: 'unmatched', host, path, suggestion: null };
  if (!seen) return { kind: 'unmatched', host, path, suggestion: `${plain}/${path}` };
  return isDocker ? artifactRegistry(plain, path) : containerRegistry(plain, path);
}

function artifactRegistry(host: string, path: string): Registry {
  const { project, rest } = splitProject(path);
  const [repository, ...image] = rest;
  if (repository === undefined || image.length === 0)
    return invalid('a segment is missing: LOCATION-docker.pkg.dev/PROJECT/REPOSITORY/IMAGE');
  const location = dockerHost.exec(host)?.[1] ?? '';
  return { kind: 'artifact-registry', host, project, location, repository, imageName: image.join('/'), path };
}

function containerRegistry(host: string, path: string): Registry {
  const { project, rest } = splitProject(path);
  if (rest.length === 0) return invalid(`a segment is missing: ${host}/PROJECT/IMAGE`);
  const location = gcrLocations[host] ?? 'us';
  return { kind: 'gcr', host, project, location, repository: host, imageName: rest.join('/'), path };
}

/** A domain-scoped project takes two segments, `example.com/project`: no other project id may hold a dot. */
function splitProject(path: string): { readonly project: string; readonly rest: readonly string[] } {
  const [first = '', second, ...rest] = path.split('/');
  if (first.includes('.') && second !== undefined) return { project: `${first}:${second}`, rest };
  return { project: first, rest: second === undefined ? [] : [second, ...rest] };
}

function invalid(reason: string): Registry {
  return { kind: 'invalid', reason };
}
