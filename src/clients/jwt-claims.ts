import { decodeJwt } from 'jose';

/** What a token says of itself, unverified; `null`: it is no JWT. */
export function jwtClaims(token: string): Readonly<Record<string, unknown>> | null {
  try {
    return decodeJwt(token.trim());
  } catch {
    return null;
  }
}
