import type { RefusalKind } from '../api-error.ts';
import type { Envelope } from './envelope.ts';

/**
 * What a Google refusal means. The order matters: what the front end refuses (a perimeter, an API that is off, a
 * consumer project, a scope) says nothing of the resource, and is told before the resource's own answer. Reasons first,
 * sentences only where an API gives no reason.
 */
export function judge(envelope: Envelope, status: number, anonymous: boolean): RefusalKind {
  const { reason, message } = envelope;
  if (reason === 'SECURITY_POLICY_VIOLATED' || reason === 'vpcServiceControls' || perimeterWords.test(message)) {
    return 'perimeter';
  }
  if (reason === 'SERVICE_DISABLED' || reason === 'accessNotConfigured' || apiOffWords.test(message)) {
    return 'api-disabled';
  }
  if (deletedWords.test(message) || projectReasons.has(reason) || billingWords.test(message)) return 'project-unusable';
  if (reason === 'USER_PROJECT_DENIED') return 'quota-project';
  if (reason === 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' || scopeWords.test(message)) return 'scope';
  if (status === 429 || quotaReasons.has(reason)) return 'throttled';
  if (reason === 'CREDENTIALS_MISSING' || anonymousWords.test(message)) return 'anonymous';
  if (reason === 'IAM_PERMISSION_DENIED') return 'refused';
  return kindOfStatus(status, anonymous);
}

/** What the HTTP status alone says. */
export function kindOfStatus(status: number, anonymous: boolean): RefusalKind {
  if (anonymous && (status === 401 || status === 403)) return 'anonymous';
  switch (status) {
    case 401:
      return 'unauthenticated';
    case 403:
      return 'refused';
    case 404:
      return 'not-found';
    case 410:
    case 412:
      return 'gone';
    case 429:
      return 'throttled';
    default:
      return status >= 500 ? 'not-yet' : 'rejected';
  }
}

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
