import { ApiError } from '../api-error.ts';
import type { Answer, ApiCall } from '../transport/api-call.ts';
import { googleEnvelope, registryEnvelope } from './envelope.ts';
import type { Envelope } from './envelope.ts';
import { frame } from './frame.ts';
import { refusalOf } from './google-refusal.ts';
import { shownMessage } from './shown-message.ts';

/**
 * What a refusal in the registry protocol means: `{"errors":[{code,message}]}`, Google's own envelope where the front
 * end refuses, or the plain text with which Container Registry said that it was shut down.
 */
export function registryRefusal(answer: Answer, call: ApiCall): ApiError {
  if (isShutDown(answer)) {
    return new ApiError({
      ...frame(answer, call),
      kind: 'gone',
      reason: '',
      domain: '',
      metadata: {},
      message: shownMessage(answer.text),
      permission: null,
      troubleshooter: null,
    });
  }
  const error = refusalOf(answer, call, registryEnvelope(answer) ?? headless(answer) ?? googleEnvelope(answer));
  const { details } = error;
  // `DENIED: Artifact Registry API has not been used in project …` names the API by its title alone.
  if (details.kind !== 'api-disabled' || details.metadata['service'] !== undefined) return error;
  return new ApiError({
    ...details,
    metadata: { service: 'artifactregistry.googleapis.com', ...details.metadata },
  });
}

/** HTTP 412, since 2025, for projects that were never moved to Artifact Registry. */
function isShutDown({ status, text }: Answer): boolean {
  return status === 412 && /^\s*Container Registry is deprecated and shutting down\b/.test(text);
}

/** An answer to HEAD has no body: the protocol's own header is what tells it from somebody else's. */
function headless({ method, status, headers }: Answer): Envelope | null {
  if (method !== 'HEAD' || headers.get('docker-distribution-api-version') !== 'registry/2.0') return null;
  const code = { 401: 'UNAUTHORIZED', 403: 'DENIED', 404: 'NAME_UNKNOWN', 429: 'TOOMANYREQUESTS' }[status];
  return code === undefined ? null : { message: code, reason: code, domain: '', metadata: {}, subtype: '' };
}
