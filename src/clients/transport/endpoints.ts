import { redact } from '../../chain/redact.ts';
import { UsageError } from '../usage-error.ts';
import { isGoogleRegistry } from '../registry/registry-host.ts';
import { isLoopback } from '../../chain/loopback.ts';

/** Where calls go instead of the real host names, for Private Service Connect and registries' mirrors. */
export interface Endpoints {
  /** Where a call to a Google API really goes. */
  rewrite(url: URL): URL;
  /** The mirror of a registry host, ending in `/`; `null`: the host itself. */
  mirrorOf(host: string): URL | null;
  /** For the report: what is in force, by host. */
  readonly active: Readonly<Record<string, string>>;
}

const gcloudVariable = 'CLOUDSDK_API_ENDPOINT_OVERRIDES_';
const mirrorVariable = 'FLUX_WI_REGISTRY_MIRRORS';

/** gcloud's own property names, by the host they stand for; `STS` is ours, since gcloud has none. */
const overridable: Readonly<Record<string, string>> = {
  IAM: 'iam.googleapis.com',
  IAMCREDENTIALS: 'iamcredentials.googleapis.com',
  STORAGE: 'storage.googleapis.com',
  CONTAINER: 'container.googleapis.com',
  ARTIFACTREGISTRY: 'artifactregistry.googleapis.com',
  CLOUDRESOURCEMANAGER: 'cloudresourcemanager.googleapis.com',
  SERVICEUSAGE: 'serviceusage.googleapis.com',
  STS: 'sts.googleapis.com',
};

/** @throws UsageError that names the variable. */
export function endpointsOf(env: NodeJS.ProcessEnv): Endpoints {
  const overrides = new Map<string, URL>();
  for (const [name, host] of Object.entries(overridable)) {
    const variable = gcloudVariable + name;
    const value = env[variable]?.trim() ?? '';
    if (value !== '') overrides.set(host, parseEndpoint(variable, value));
  }
  const mirrors = parseMirrors(env[mirrorVariable] ?? '');
  return {
    rewrite: (url) => {
      const base = overrides.get(url.host);
      return base === undefined || url.protocol !== 'https:' ? url : under(base, url);
    },
    mirrorOf: (host) => mirrors.get(host) ?? null,
    active: Object.fromEntries([...overrides, ...mirrors].map(([host, url]) => [host, url.href])),
  };
}

/** gcloud takes Storage's override with and without the API's own path. */
function under(base: URL, url: URL): URL {
  const prefix = '/storage/v1/';
  const path =
    base.pathname.endsWith(prefix) && url.pathname.startsWith(prefix)
      ? url.pathname.slice(prefix.length)
      : url.pathname.slice(1);
  const target = new URL(base);
  target.pathname = base.pathname + path;
  target.search = url.search;
  return target;
}

function parseMirrors(value: string): Map<string, URL> {
  const mirrors = new Map<string, URL>();
  for (const entry of value.split(',').map((part) => part.trim())) {
    if (entry === '') continue;
    const [, host = '', url = ''] = /^([^=]+)=(.*)$/.exec(entry) ?? [];
    if (!isGoogleRegistry(host.trim())) {
      throw new UsageError(
        `${mirrorVariable} must be HOST=URL,… with a registry host of Google's on the left: ${redact(entry)}`,
      );
    }
    const trimmed = url.trim();
    mirrors.set(host.trim(), parseEndpoint(mirrorVariable, trimmed.endsWith('/') ? trimmed : `${trimmed}/`));
  }
  return mirrors;
}

function parseEndpoint(variable: string, value: string): URL {
  const url = URL.parse(value);
  const shown = redact(value);
  if (url === null || !/^https?:$/.test(url.protocol) || url.hostname === '') {
    throw new UsageError(`${variable} must be an absolute URL (https://…/): ${shown}`);
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new UsageError(`${variable} must hold no user, query or fragment: ${shown}`);
  }
  if (!value.endsWith('/')) throw new UsageError(`${variable} must end in “/”, as gcloud wants it: ${shown}`);
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw new UsageError(`${variable} may use http:// only to this machine: ${shown}`);
  }
  return url;
}
