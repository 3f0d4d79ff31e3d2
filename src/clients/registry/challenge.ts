/** What a registry answers to `GET /v2/` without a token (RFC 6750, 3, as docker/distribution uses it). */
export interface Challenge {
  readonly realm: string;
  readonly service: string | null;
}

/** `null`: no Bearer challenge. Values come quoted or bare. */
export function parseChallenge(header: string | null): Challenge | null {
  const parameters = /^\s*Bearer\s+(.*)$/i.exec(header ?? '')?.[1];
  if (parameters === undefined) return null;
  const found = new Map<string, string>();
  for (const [, name = '', quoted, bare] of parameters.matchAll(/([a-z]+)\s*=\s*(?:"([^"]*)"|([^\s,]+))/gi)) {
    found.set(name.toLowerCase(), quoted ?? bare ?? '');
  }
  const realm = found.get('realm');
  return realm === undefined ? null : { realm, service: found.get('service') ?? null };
}

/** The target of `rel="next"`, as it stands in a `Link` header. */
export function nextLink(header: string | null): string | null {
  return /<([^<>]*)>\s*;[^,]*\brel="?next"?/i.exec(header ?? '')?.[1] ?? null;
}
