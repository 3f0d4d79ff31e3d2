/**
 * What Google's security token service says of a KSA's token. Its errors share the prefix `oauth2/google: status
 * code` with those of IAM, and are told apart by their body: `{"error":"invalid_…"}` here, `{"error":{"code":…}}` there.
 */

import type { Row } from './reading.ts';

const notBinding = 'a missing binding: that is refused later, with 403 and getAccessToken';

export const tokenExchange: readonly Row[] = [
  {
    pattern: /invalid_target|target service indicated by the "audience" parameters is invalid/,
    fork: 'not-found',
    link: 'token',
    codes: ['token-exchange-rejected', 'workload-pool-missing', 'workload-pool-foreign'],
    means:
      'STS knows no such pool, or no such cluster in it: Workload Identity is off, or project, location or name differ.',
    notMeans: notBinding,
    coveredByProof: true,
  },
  {
    pattern: /idbindtoken token, status: 404|unable to fetch identitybindingtoken/,
    fork: 'not-found',
    link: 'token',
    codes: ['token-exchange-rejected', 'workload-pool-missing'],
    means: 'The cluster or pool named in the exchange does not exist; usually its location is wrong.',
    notMeans: notBinding,
    coveredByProof: true,
  },
  {
    pattern: /Invalid value for "audience"/,
    fork: 'invalid',
    link: 'token',
    codes: ['token-exchange-rejected'],
    means: 'The audience of the exchange has no form that STS knows.',
    notMeans: notBinding,
    coveredByProof: true,
  },
  {
    pattern: /audience in ID Token .{0,300}does not match/,
    fork: 'refused',
    link: 'token',
    codes: ['token-exchange-rejected', 'workload-pool-foreign'],
    means: "The KSA's token was made for another audience than the pool.",
    notMeans: notBinding,
    coveredByProof: true,
  },
  {
    pattern: /issuer in ID Token .{0,300}does not match/,
    fork: 'refused',
    link: 'token',
    codes: ['token-exchange-rejected'],
    means: "The KSA's token is one of another cluster than the exchange names.",
    notMeans: notBinding,
    coveredByProof: true,
  },
  {
    pattern: /stale to sign-in/,
    fork: 'not-yet',
    link: 'token',
    codes: ['token-exchange-rejected'],
    means: 'The token has expired, or comes from the future: it was not renewed, or a clock is wrong.',
    notMeans: notBinding,
    next: ['date -u', 'flux-wi doctor'],
    coveredByProof: true,
  },
  {
    pattern: /Error connecting to the given credential's issuer/,
    fork: 'not-reached',
    link: 'token',
    codes: ['token-exchange-rejected'],
    means: "STS could not fetch the issuer's keys: wrong issuer, or the cluster was deleted.",
    notMeans: notBinding,
    coveredByProof: true,
  },
  {
    pattern: /Unable to (?:verify the ID Token signature|parse the ID Token)|size of mapped attribute (?:\S+ )?exceeds/,
    fork: 'invalid',
    link: 'token',
    codes: ['token-exchange-rejected'],
    means: 'STS cannot take the token as it is: cut short, forged, or with a subject that is too long.',
    notMeans: notBinding,
    coveredByProof: true,
  },
  {
    pattern:
      /"error": ?"(?:invalid_grant|invalid_request|unauthorized_client|invalid_client)"|Error code invalid_(?:grant|request)/,
    fork: 'refused',
    link: 'token',
    codes: ['token-exchange-rejected'],
    means: 'The security token service refuses the token of the KSA; its description says why.',
    notMeans: notBinding,
    coveredByProof: true,
  },
];
