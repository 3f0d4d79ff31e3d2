import { ApiError, GoogleCredentialsError } from '../api-error.ts';

/**
 * What a refusal by a token endpoint means for the credentials. What is no refusal of theirs (no answer, throttled,
 * a perimeter) stays the error it is.
 */
export function credentialTrouble(error: unknown, account: string | null): unknown {
  if (!(error instanceof ApiError)) return error;
  const { kind, details } = error;
  if (!ofCredentials.has(kind)) return error;
  // The log-in behind them holds; it may not impersonate the account that the file names.
  const impersonates = details.permission === 'iam.serviceAccounts.getAccessToken';
  return new GoogleCredentialsError(
    impersonates
      ? 'impersonation-refused'
      : problemOf(details.reason, details.metadata['subtype'] ?? '', details.message),
    details.message,
    account,
  );
}

const ofCredentials: ReadonlySet<string> = new Set([
  'rejected',
  'unauthenticated',
  'refused',
  'anonymous',
  'not-found',
]);

function problemOf(reason: string, subtype: string, message: string): GoogleCredentialsError['problem'] {
  if (reason === 'admin_policy_enforced' || reason === 'access_denied' || reason === 'disabled_client') return 'policy';
  if (/rapt/.test(subtype) || /\brapt\b|invalid_rapt|reauth/i.test(message)) return 'log-in-again';
  if (/robot is disabled|account (?:has been|is) (?:deleted|disabled)|account not found/i.test(message)) {
    return 'account-disabled';
  }
  if (/expired or revoked/i.test(message) || reason === 'invalid_client' || reason === 'unauthorized_client')
    return 'revoked';
  if (/invalid jwt signature|invalid signature/i.test(message)) return 'revoked';
  return reason === 'invalid_grant' ? 'log-in-again' : 'unreadable';
}
