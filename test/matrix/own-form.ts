/** What each service sends with a status, in its own error document; the words are those of nobody. */

import type { FaultyAnswer } from '../../src/sandbox/world.ts';

export type Service = 'kubernetes' | 'registry' | 'oauth' | 'google';

export function serviceOf(host: string): Service {
  if (host === 'kubernetes') return 'kubernetes';
  if (host === 'sts.googleapis.com' || host === 'oauth2.googleapis.com') return 'oauth';
  return host.endsWith('.googleapis.com') ? 'google' : 'registry';
}

const message = 'a fault of the matrix';

/** The service's own document, with the status' own name where the service has one. */
export function ownForm(host: string, status: number): FaultyAnswer {
  return { kind: 'status', status, body: bodyOf(serviceOf(host), status) };
}

function bodyOf(service: Service, code: number): object {
  switch (service) {
    case 'kubernetes': {
      const reason = kubernetesReasons[code] ?? 'Unknown';
      return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, code };
    }
    case 'registry':
      return { errors: [{ code: registryCodes[code] ?? 'UNKNOWN', message }] };
    case 'oauth':
      return { error: oauthErrors[code] ?? 'internal_failure', error_description: message };
    case 'google':
      return { error: { code, message, status: googleStatuses[code] ?? 'UNKNOWN' } };
  }
}

/**
 * Whether a service refuses with this status in this form, whatever its words: then nothing tells the fault from a
 * refusal, and a refusal of the proof is one.
 */
export function isRefusal(host: string, status: number): boolean {
  switch (serviceOf(host)) {
    case 'kubernetes':
      return status === 401 || status === 403;
    case 'registry':
      return status === 400 || status === 401 || status === 403 || status === 404;
    case 'oauth':
    case 'google':
      return status === 400 || status === 401 || status === 403;
  }
}

const kubernetesReasons: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  409: 'Conflict',
  410: 'Gone',
  413: 'RequestEntityTooLarge',
  415: 'UnsupportedMediaType',
  429: 'TooManyRequests',
  500: 'InternalError',
  503: 'ServiceUnavailable',
  504: 'Timeout',
};

const registryCodes: Readonly<Record<number, string>> = {
  400: 'NAME_INVALID',
  401: 'UNAUTHORIZED',
  403: 'DENIED',
  404: 'NAME_UNKNOWN',
  405: 'UNSUPPORTED',
  429: 'TOOMANYREQUESTS',
};

const oauthErrors: Readonly<Record<number, string>> = {
  400: 'invalid_request',
  401: 'invalid_client',
  403: 'access_denied',
};

const googleStatuses: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  409: 'ABORTED',
  429: 'RESOURCE_EXHAUSTED',
  499: 'CANCELLED',
  500: 'INTERNAL',
  501: 'UNIMPLEMENTED',
  503: 'UNAVAILABLE',
  504: 'DEADLINE_EXCEEDED',
};
