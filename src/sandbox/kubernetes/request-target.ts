/** What a path and a method ask for. */

import type { Attributes } from './rbac.ts';
import { badRequest } from './status.ts';
import type { ApiRequest } from './transport.ts';

export interface ResourceTarget {
  readonly kind: 'resource';
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly namespace: string | undefined;
  readonly name: string | undefined;
  readonly subresource: string | undefined;
  readonly verb: string;
}

export type Target =
  | ResourceTarget
  /** `/api/v1`, `/apis/GROUP` and `/apis/GROUP/VERSION`. */
  | { readonly kind: 'discovery'; readonly group: string; readonly version: string | undefined }
  | { readonly kind: 'path' };

export function targetOf(request: Pick<ApiRequest, 'method' | 'path' | 'query'>): Target {
  const segments = request.path
    .split('/')
    .filter((segment) => segment !== '')
    .map(decode);
  const [root, ...rest] = segments;
  if (root === 'api' && rest.length > 0) return below('', rest[0] ?? '', rest.slice(1), request);
  if (root === 'apis' && rest.length === 1) return { kind: 'discovery', group: rest[0] ?? '', version: undefined };
  if (root === 'apis' && rest.length > 1) return below(rest[0] ?? '', rest[1] ?? '', rest.slice(2), request);
  return { kind: 'path' };
}

function below(
  group: string,
  version: string,
  rest: readonly string[],
  request: Pick<ApiRequest, 'method' | 'query'>,
): Target {
  if (rest.length === 0) return { kind: 'discovery', group, version };
  const inNamespace = rest[0] === 'namespaces' && rest.length > 2 && !['status', 'finalize'].includes(rest[2] ?? '');
  const [plural = '', name, ...sub] = inNamespace ? rest.slice(2) : rest;
  return {
    kind: 'resource',
    group,
    version,
    plural,
    // A namespace lies in itself, so that a RoleBinding in it can open it.
    namespace: rest[0] === 'namespaces' ? rest[1] : undefined,
    name,
    subresource: sub.length === 0 ? undefined : sub.join('/'),
    verb: verbOf(request, name),
  };
}

function verbOf({ method, query }: Pick<ApiRequest, 'method' | 'query'>, name: string | undefined): string {
  switch (method) {
    case 'GET':
    case 'HEAD':
      if (isTrue(query.get('watch'))) return 'watch';
      return name === undefined ? 'list' : 'get';
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'PATCH':
      return 'patch';
    case 'DELETE':
      return name === undefined ? 'deletecollection' : 'delete';
    default:
      return method.toLowerCase();
  }
}

export function isTrue(parameter: string | null): boolean {
  return parameter === 'true' || parameter === '1';
}

export function attributesOf(target: Target, request: ApiRequest): Attributes {
  if (target.kind !== 'resource') {
    return {
      kind: 'path',
      verb: request.method === 'HEAD' ? 'head' : request.method.toLowerCase(),
      path: request.path,
    };
  }
  const { verb, group, plural, subresource, namespace, name } = target;
  return { kind: 'resource', verb, group, resource: plural, subresource, namespace, name };
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw badRequest(`invalid URL escape "${segment}"`);
  }
}
