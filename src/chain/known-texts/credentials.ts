/** Trouble with a login of one's own, or with a key file: Application Default Credentials and gcloud. */

import type { Row } from './reading.ts';

const logIn = ['gcloud auth application-default login'];
const notFlux = 'anything about Flux: these are the credentials of whoever asked';

export const credentials: readonly Row[] = [
  {
    pattern: /error getting credentials using (?:the )?GOOGLE_APPLICATION_CREDENTIALS/,
    fork: 'invalid',
    link: 'workload',
    codes: ['credentials-file-overrides-identity'],
    means:
      'The container has GOOGLE_APPLICATION_CREDENTIALS, and the file is missing or bad; Workload Identity is not even asked.',
    notMeans: 'a fault of the binding',
    coveredByProof: false,
  },
  {
    pattern: /Unable to read the credential file specified by/,
    fork: 'invalid',
    link: 'access',
    codes: ['google-credentials-missing'],
    means: 'GOOGLE_APPLICATION_CREDENTIALS names a file that is not there.',
    notMeans: notFlux,
    next: logIn,
    coveredByProof: true,
  },
  {
    pattern:
      /Could not load the default credentials|could not automatically determine credentials|default credentials were not found|do not currently have an active account selected/i,
    fork: 'anonymous',
    link: 'access',
    codes: ['google-credentials-missing'],
    means: 'No Application Default Credentials were found; `gcloud auth login` is another login.',
    notMeans: notFlux,
    next: logIn,
    coveredByProof: true,
  },
  {
    pattern: /invalid_rapt|rapt_required|[Rr]eauthentication (?:is needed|failed)|reauth related error/,
    fork: 'not-accepted',
    link: 'access',
    codes: ['google-credentials-expired'],
    means: 'The session of your login has ended, and the organization wants you to log in again.',
    notMeans: notFlux,
    next: logIn,
    coveredByProof: true,
  },
  {
    pattern:
      /[Rr]obot is disabled|(?:invalid_grant|error_description).{0,40}account (?:has been deleted|not found)|"?The account has been deleted/,
    fork: 'not-accepted',
    link: 'access',
    codes: ['google-credentials-expired', 'gsa-disabled', 'credentials-file-overrides-identity'],
    means: 'The key or login belongs to an account that is disabled or deleted.',
    notMeans: 'a missing role',
    coveredByProof: false,
  },
  {
    pattern:
      /Token has been expired or revoked|Invalid JWT(?: Signature)?\b|problem refreshing your current auth tokens|admin_policy_enforced/,
    fork: 'not-accepted',
    link: 'access',
    codes: ['google-credentials-expired'],
    means: 'The login was revoked, has run out, or a policy of the organization forbids it.',
    notMeans: notFlux,
    next: ['gcloud auth login', ...logIn],
    coveredByProof: true,
  },
  {
    pattern: /ACCOUNT_STATE_INVALID/,
    fork: 'not-accepted',
    link: 'GSA',
    codes: ['gsa-disabled', 'gsa-not-found'],
    means: 'The token belongs to an account that was disabled or deleted since.',
    coveredByProof: true,
  },
];
