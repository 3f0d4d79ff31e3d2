/** Errors of the registry protocol: `errors[]` with upper-case codes, and once a plain text. */

import { Refusal } from './http.ts';
import type { RegistryPlace } from './registry-place.ts';

export type RegistryCode =
  | 'UNAUTHORIZED'
  | 'DENIED'
  | 'NAME_INVALID'
  | 'NAME_UNKNOWN'
  | 'MANIFEST_UNKNOWN'
  | 'BLOB_UNKNOWN'
  | 'UNSUPPORTED';

const statuses: Readonly<Record<RegistryCode, number>> = {
  UNAUTHORIZED: 401,
  DENIED: 403,
  NAME_INVALID: 400,
  NAME_UNKNOWN: 404,
  MANIFEST_UNKNOWN: 404,
  BLOB_UNKNOWN: 404,
  UNSUPPORTED: 405,
};

export function registryError(code: RegistryCode, message: string, headers: Record<string, string> = {}): Refusal {
  return new Refusal({ status: statuses[code], headers, body: { errors: [{ code, message }] } });
}

/**
 * No credential. `/v2/` of Artifact Registry's own hosts names no service, a repository's path does.
 * @param scope The image's path; absent at `/v2/`.
 */
export function challenge(host: string, scope?: string): Refusal {
  const parts = [`realm="https://${host}/v2/token"`];
  if (scope !== undefined || host.endsWith('gcr.io')) parts.push(`service="${host}"`);
  if (scope !== undefined) parts.push(`scope="repository:${scope}:pull"`);
  const supplied = scope === undefined ? 'No credential was supplied.' : 'No valid credential was supplied.';
  return registryError('UNAUTHORIZED', `not authenticated: ${supplied}`, {
    'www-authenticate': `Bearer ${parts.join(',')}`,
  });
}

/** Container Registry's last words, for projects that never moved: plain text, which clients fail to parse. */
export function shutDown(place: RegistryPlace): Refusal {
  return new Refusal({
    status: 412,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body:
      'Container Registry is deprecated and shutting down, please use the auto migration tool to migrate to Artifact ' +
      `Registry (gcloud artifacts docker upgrade migrate --projects='${place.project}'). For more details see: ` +
      'https://cloud.google.com/artifact-registry/docs/transition/auto-migrate-gcr-ar',
  });
}

/** Takes the sentence of another API's refusal into this protocol. */
export function deniedAs(refusal: Refusal): Refusal {
  const { error } = refusal.reply.body as { error: { message: string } };
  return registryError('DENIED', error.message);
}
