/** Lists: selectors, pages and continue tokens. */

import * as z from 'zod';
import type { StoredObject } from '../world.ts';
import type { ListMeta } from './representation.ts';
import type { Resource } from './resources.ts';
import { parseFieldSelector, parseLabelSelector } from './selectors.ts';
import { ApiStatus, badRequest } from './status.ts';
import { keyOf } from './store.ts';
import type { ObjectStore } from './store.ts';
import { goParseError } from './transport.ts';

export interface Page {
  readonly objects: readonly StoredObject[];
  readonly meta: ListMeta;
}

/** Says once of a token that it has outlived its list; a test asks for that. */
export type ContinueExpiry = () => boolean;

const continueToken = z.object({ v: z.literal('meta.k8s.io/v1'), rv: z.number(), start: z.string() });

export function listPage(
  store: ObjectStore,
  resource: Resource,
  namespace: string | undefined,
  query: URLSearchParams,
  expires: ContinueExpiry,
): Page {
  const labels = parseLabelSelector(query.get('labelSelector') ?? '');
  const fields = parseFieldSelector(query.get('fieldSelector') ?? '', resource);
  const selecting = (query.get('labelSelector') ?? '') !== '' || (query.get('fieldSelector') ?? '') !== '';
  const token = query.get('continue') ?? '';
  const asked = query.get('resourceVersion') ?? '';
  const from = token === '' ? null : readToken(token, asked);
  if (from !== null && from.rv !== -1 && expires()) throw expired(from.start);

  const matching = store
    .list(resource, namespace)
    .filter((object) => labels(object.metadata.labels ?? {}) && fields(object));
  const rest = from === null ? matching : matching.filter((object) => startOf(object, namespace) >= from.start);
  // From the watch cache (`resourceVersion=0`) all comes at once.
  const limit = asked === '0' ? 0 : readLimit(query.get('limit'));
  const objects = limit > 0 ? rest.slice(0, limit) : rest;
  const resourceVersion = from !== null && from.rv !== -1 ? from.rv : store.version;
  const last = objects.at(-1);
  if (last === undefined || objects.length === rest.length) {
    return { objects, meta: { resourceVersion: String(resourceVersion) } };
  }
  const start = `${startOf(last, namespace)}\u0000`;
  return {
    objects,
    meta: {
      resourceVersion: String(resourceVersion),
      continue: encode({
        v: 'meta.k8s.io/v1',
        rv: resourceVersion,
        // Only the first page of a list over all namespaces begins its key with a slash.
        start: namespace === undefined && from !== null ? start : `/${start}`,
      }),
      remainingItemCount: selecting ? undefined : rest.length - objects.length,
    },
  };
}

/** The key below the list's own: the name alone within one namespace. */
function startOf(object: StoredObject, namespace: string | undefined): string {
  return namespace === undefined ? keyOf(object) : object.metadata.name;
}

function readLimit(text: string | null): number {
  if (text === null || text === '') return 0;
  if (!/^[+-]?\d+$/.test(text)) throw badRequest(`strconv.ParseInt: parsing "${text}": invalid syntax`);
  return Math.max(0, Number(text));
}

function readToken(token: string, resourceVersion: string): { rv: number; start: string } {
  if (resourceVersion !== '' && resourceVersion !== '0')
    throw badRequest('specifying resource version is not allowed when using continue');
  const text = Buffer.from(token, 'base64url').toString('utf8');
  try {
    const { rv, start } = continueToken.parse(JSON.parse(text));
    return { rv, start: start.replace(/^\//, '') };
  } catch {
    throw badRequest(`invalid continue token: continue key is not valid: ${goParseError(text)}`);
  }
}

function encode(token: z.infer<typeof continueToken>): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

function expired(start: string): ApiStatus {
  return new ApiStatus(
    410,
    'Expired',
    'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.',
    undefined,
    encode({ v: 'meta.k8s.io/v1', rv: -1, start }),
  );
}
