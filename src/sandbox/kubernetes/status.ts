/** The API server's refusals, each a `Status` object. Wording and key order as kube-apiserver 1.32 sends them. */

import type { Resource } from './resources.ts';

export interface StatusCause {
  readonly reason?: string;
  readonly message: string;
  readonly field?: string;
}

export interface StatusDetails {
  readonly name?: string | undefined;
  readonly group?: string | undefined;
  readonly kind?: string | undefined;
  readonly causes?: readonly StatusCause[] | undefined;
  readonly retryAfterSeconds?: number | undefined;
}

/** Thrown anywhere below the transport, which sends it. */
export class ApiStatus extends Error {
  override readonly name = 'ApiStatus';
  readonly code: number;
  readonly reason: string | undefined;
  readonly details: StatusDetails | undefined;
  /** A continue token to go on with (410 alone). */
  readonly continueToken: string | undefined;

  constructor(code: number, reason: string | undefined, message: string, details?: StatusDetails, next?: string) {
    super(message);
    this.code = code;
    this.reason = reason;
    this.details = details;
    this.continueToken = next;
  }

  /** The body, keys in the server's order. */
  get body(): object {
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: this.continueToken === undefined ? {} : { continue: this.continueToken },
      status: 'Failure',
      message: this.message,
      reason: this.reason,
      details: this.details && {
        name: this.details.name || undefined,
        group: this.details.group || undefined,
        kind: this.details.kind || undefined,
        causes: this.details.causes,
        retryAfterSeconds: this.details.retryAfterSeconds,
      },
      code: this.code,
    };
  }
}

/** A path that no one serves: Go's own plain text, not a `Status`. */
export class PageNotFound extends Error {
  override readonly name = 'PageNotFound';
}

/** `serviceaccounts`, `deployments.apps`. */
export function qualified(resource: Pick<Resource, 'plural' | 'group'>): string {
  return resource.group === '' ? resource.plural : `${resource.plural}.${resource.group}`;
}

export function unauthorized(): ApiStatus {
  return new ApiStatus(401, 'Unauthorized', 'Unauthorized');
}

export function badRequest(message: string): ApiStatus {
  return new ApiStatus(400, 'BadRequest', message);
}

export function notFound(resource: Pick<Resource, 'plural' | 'group'>, name: string): ApiStatus {
  return new ApiStatus(404, 'NotFound', `${qualified(resource)} "${name}" not found`, {
    name,
    group: resource.group,
    kind: resource.plural,
  });
}

/** What a built-in group says of a resource, version or subresource that it has not. */
export function noSuchResource(): ApiStatus {
  return new ApiStatus(404, 'NotFound', 'the server could not find the requested resource', {});
}

export function methodNotAllowed(): ApiStatus {
  return new ApiStatus(405, 'MethodNotAllowed', 'the server does not allow this method on the requested resource', {});
}

export function alreadyExists(resource: Resource, name: string): ApiStatus {
  return new ApiStatus(409, 'AlreadyExists', `${qualified(resource)} "${name}" already exists`, {
    name,
    group: resource.group,
    kind: resource.plural,
  });
}

export function modified(resource: Resource, name: string): ApiStatus {
  return new ApiStatus(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${qualified(resource)} "${name}": the object has been modified; please apply your changes to the latest version and try again`,
    { name, group: resource.group, kind: resource.plural },
  );
}

export interface InvalidField {
  readonly type: 'FieldValueInvalid' | 'FieldValueRequired' | 'FieldValueForbidden';
  readonly field: string;
  readonly message: string;
}

/** 422 for one field of an object. */
export function invalid(group: string, kind: string, name: string, problem: InvalidField): ApiStatus {
  const qualifiedKind = group === '' ? kind : `${kind}.${group}`;
  return new ApiStatus(422, 'Invalid', `${qualifiedKind} "${name}" is invalid: ${problem.field}: ${problem.message}`, {
    name,
    group,
    kind,
    causes: [{ reason: problem.type, message: problem.message, field: problem.field }],
  });
}

/** 415, naming what would have been understood. */
export function unsupportedMediaType(accepted: readonly string[]): ApiStatus {
  return new ApiStatus(
    415,
    'UnsupportedMediaType',
    `the body of the request was in an unknown format - accepted media types include: ${accepted.join(', ')}`,
  );
}
