/** The one redactor: stands before every sink, whatever was wrapped or not on the way there. */

import { withoutSecrets } from './known-secrets.ts';

const gone = '[redacted]';

/**
 * Takes tokens, keys, passwords and signatures out of a text: what looks like one, and what is known to be one.
 *
 * @param onHit is called once for each that was taken out.
 */
export function redact(text: string, onHit: () => void = () => {}): string {
  let result = text;
  for (const [pattern, replacement] of patterns) {
    result = result.replaceAll(pattern, (match: string, ...groups: unknown[]) => {
      const before = typeof groups[0] === 'string' ? groups[0] : '';
      if (match.slice(before.length).startsWith(gone)) return match;
      onHit();
      return replacement(before);
    });
  }
  return withoutSecrets(result, gone, onHit);
}

const whole = (): string => gone;
const after = (before: string): string => `${before}${gone}`;

/** Each pattern's first group, where it has one, stays. */
const patterns: readonly (readonly [RegExp, (before: string) => string])[] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*(?:-----END [A-Z ]*PRIVATE KEY-----)?/g, whole],
  // Fields of JSON and of forms, before the values' own shapes: a registry's token has none.
  [
    /("(?:access_?token|refresh_?token|id_?token|subject_?token|token|client_?secret|private_?key|password|assertion)"\s*:\s*")[^"\\]+/gi,
    after,
  ],
  [/\b((?:access_token|refresh_token|id_token|subject_token|client_secret|assertion|password)=)[^\s&"'\]]+/gi, after],
  // Signed URLs of Cloud Storage (V4, V2) and of the stores behind other registries.
  [
    /([?&](?:x-(?:goog|amz)-(?:signature|credential|security-token)|signature|googleaccessid|sig|key|token)=)[^\s&"'\]]+/gi,
    after,
  ],
  [/(authorization["']?\s*[:=]\s*["']?(?:[a-z]+\s+)?)[^\s"']+/gi, after],
  // In prose ("Basic authentication") no digit follows.
  [/\b((?:bearer|basic)\s+)(?=\S*\d)[A-Za-z0-9._~+/=-]{8,}/gi, after],
  // JWTs: of Kubernetes, of OpenID Connect, signed or not.
  [/\beyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]*)?/g, whole],
  // Google's own: access tokens, refresh tokens, OAuth client secrets, API keys.
  [/\bya29\.[A-Za-z0-9._~+/=-]+/g, whole],
  [/\b1\/\/[A-Za-z0-9_-]{10,}/g, whole],
  [/\bGOCSPX-[A-Za-z0-9_-]{10,}/g, whole],
  [/\bAIza[A-Za-z0-9_-]{30,}/g, whole],
  // User and password of a URL, as proxies have them.
  [/(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@"']+(?=@)/gi, after],
];
