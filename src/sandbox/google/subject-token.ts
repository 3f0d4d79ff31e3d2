/** The token that STS is given, verified: whose it is, for whom, how old, and signed by whom. */

import { createLocalJWKSet, decodeJwt, errors, jwtVerify } from 'jose';
import type { JWTPayload } from 'jose';
import type { Cloud } from './cloud.ts';
import { invalidGrant } from './sts-error.ts';

/** Clocks may differ by so much. */
const leeway = 30;
/** A token that was issued longer ago is stale, though it has not expired. */
const oldest = 24 * 3600;

/** @param expected any of the audiences will do; the first is named where none is met */
export async function verifySubjectToken(
  cloud: Cloud,
  token: string,
  expected: { readonly issuer: string; readonly audiences: readonly [string, ...string[]] },
): Promise<JWTPayload> {
  const claimed = parseToken(token);
  if (claimed.iss !== expected.issuer) {
    throw invalidGrant(`The issuer in ID Token ${claimed.iss} does not match the expected ones: ${expected.issuer}`);
  }
  const now = Date.now() / 1000;
  const issued = claimed.iat ?? 0;
  if (issued > now + leeway || issued < now - oldest || (claimed.exp ?? 0) < now - leeway) {
    throw invalidGrant(`ID Token issued at ${issued} is stale to sign-in.`);
  }
  const audiences = [claimed.aud ?? []].flat();
  if (!audiences.some((one) => expected.audiences.includes(one))) {
    throw invalidGrant(
      `The audience in ID Token [${audiences.join(', ')}] does not match the expected audience ${expected.audiences[0]}.`,
    );
  }
  try {
    // Only the cluster that is really served has keys here.
    const keys = expected.issuer === cloud.cluster.issuer ? cloud.cluster.jwks : { keys: [] };
    const { payload } = await jwtVerify(token, createLocalJWKSet(keys), { clockTolerance: leeway });
    return payload;
  } catch (error) {
    if (!(error instanceof errors.JOSEError)) throw error;
    throw invalidGrant('Unable to verify the ID Token signature.');
  }
}

function parseToken(token: string): JWTPayload {
  try {
    return decodeJwt(token);
  } catch {
    throw invalidGrant('Unable to parse the ID Token.');
  }
}
