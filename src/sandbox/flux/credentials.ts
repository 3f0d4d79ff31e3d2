/** With what a scan goes to the registry. */

export type Credentials =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'basic'; readonly username: string; readonly password: string }
  /** None could be had: the error as the controller words it, before its own prefixes. */
  | { readonly kind: 'failed'; readonly error: string };

export const anonymous: Credentials = { kind: 'anonymous' };

/** A Google access token, as registries take it. */
export function googleToken(token: string): Credentials {
  return { kind: 'basic', username: 'oauth2accesstoken', password: token };
}

export function failed(error: string): Credentials {
  return { kind: 'failed', error };
}
