/** Access tokens: opaque to whoever holds them, remembered here with whom they speak for. */

import { randomBytes } from 'node:crypto';
import type { Identity } from './identity.ts';

export interface IssuedToken {
  /** `null`: the anonymous token of a registry. */
  readonly who: Identity | null;
  readonly scopes: readonly string[];
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

export class TokenStore {
  readonly #tokens = new Map<string, IssuedToken>();

  /** @param prefix What tells the kind to people: `ya29.a0` users, `ya29.c.` service accounts, `ya29.d.` federated. */
  issue(who: Identity | null, options: { prefix: string; scopes: readonly string[]; seconds: number }): string {
    const token = options.prefix + randomBytes(64).toString('base64url');
    const expiresAt = Date.now() + options.seconds * 1000;
    this.#tokens.set(token, { who, scopes: options.scopes, expiresAt });
    return token;
  }

  /** Expired ones are still known as such. */
  find(token: string): IssuedToken | undefined {
    return this.#tokens.get(token);
  }
}

export const cloudPlatform = 'https://www.googleapis.com/auth/cloud-platform';

/** The scopes that a user's login gives. */
export const userScopes = [
  'openid',
  'https://www.googleapis.com/auth/userinfo.email',
  cloudPlatform,
  'https://www.googleapis.com/auth/sqlservice.login',
] as const;
