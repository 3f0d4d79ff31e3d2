import type { RefusalKind } from '../api-error.ts';
import type { Envelope } from './envelope.ts';

/**
 * What a Google refusal means. The order matters: what the front end refuses (a perimeter, an API that is off, a
 * consumer project, a scope) says nothing of the resource, and is told before the resource's own answer. Reasons first,
 * sentences only where an API gives no reason.
 *
 * @returns `null` for an answer in the service's own form that refuses nothing we know of.
 */
export function judge(envelope: Envelope, status: number, anonymous: boolean): RefusalKind | null {
  const { reason, message } = envelope;
  if (status === 403 || status === 400 || status === 401) {
    const front = frontEndRefusal(envelope);
    if (front !== null) return front;
  }
  if (status === 429 || quotaReasons.has(reason)) return 'throttled';
  if (status === 401 && (reason === 'CREDENTIALS_MISSING' || anonymousWords.test(message))) return 'anonymous';
  if (status === 403 && anonymousWords.test(message)) return 'anonymous';
  if (anonymous && (status === 401 || status === 403)) return 'anonymous';
  switch (status) {
    case 400:
      return 'rejected';
    case 401:
      return 'unauthenticated';
    case 403:
      return 'refused';
    case 404:
      return absenceReasons.has(reason) || namesAnAbsence(message) ? 'not-found' : null;
    default:
      return status === 499 || status >= 500 ? 'not-yet' : null;
  }
}

function frontEndRefusal({ reason, message }: Envelope): RefusalKind | null {
  if (reason === 'SECURITY_POLICY_VIOLATED' || reason === 'vpcServiceControls' || perimeterWords.test(message)) {
    return 'perimeter';
  }
  if (reason === 'SERVICE_DISABLED' || reason === 'accessNotConfigured' || apiOffWords.test(message)) {
    return 'api-disabled';
  }
  if (deletedWords.test(message) || projectReasons.has(reason) || billingWords.test(message)) return 'project-unusable';
  if (reason === 'USER_PROJECT_DENIED') return 'quota-project';
  if (reason === 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' || scopeWords.test(message)) return 'scope';
  return null;
}

/** A path that no method has is a 404 too, and says nothing of the resource. */
function namesAnAbsence(message: string): boolean {
  return absenceWords.test(message) && !/^(?:method )?not found\.?$/i.test(message.trim());
}

const absenceReasons = new Set(['notFound', 'NAME_UNKNOWN', 'MANIFEST_UNKNOWN', 'BLOB_UNKNOWN']);
const absenceWords = /\bnot found\b|\bdoes not exist\b|\bunknown service account\b/i;

const projectReasons = new Set([
  'CONSUMER_INVALID',
  'CONSUMER_SUSPENDED',
  'GCP_SUSPENDED',
  'BILLING_DISABLED',
  'accountDisabled',
]);
const quotaReasons = new Set([
  'RATE_LIMIT_EXCEEDED',
  'QUOTA_EXCEEDED',
  'RESOURCE_EXHAUSTED',
  'RESOURCE_QUOTA_EXCEEDED',
  'rateLimitExceeded',
  'userRateLimitExceeded',
  'quotaExceeded',
  'TOOMANYREQUESTS',
]);

const perimeterWords =
  /vpcServiceControlsUniqueIdentifier|Request violates VPC Service Controls|prohibited by organization's policy/;
const apiOffWords = /has not been used in project \S+ before or it is disabled/;
const deletedWords = /\bProject \S+ has been deleted|Consumer '\S+' has been suspended|denied on resource project /;
const billingWords = /requires billing to be enabled|billing account for the owning project is disabled/i;
const scopeWords = /Request had insufficient authentication scopes/;
const anonymousWords = /^Anonymous caller|Unauthenticated request\b/;
