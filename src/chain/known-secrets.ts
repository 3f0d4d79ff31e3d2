/**
 * What this process holds in secret, so that no piece of it is shown, whatever shape it took on the way: a library that
 * quotes a header, a token that was broken into lines, a key file's fourth line.
 */

/** Each unbroken part of a secret, whole. */
const parts = new Set<string>();
/** The same cut at even distances: every longer piece of a secret holds one of these whole. */
const blocks = new Set<string>();
/** Of the texts that were looked at; names come again and again. */
const looked = new Map<string, boolean>();

const blockLength = 12;
/** Below this a part is as likely a word of somebody's. */
const shortestPart = 8;
const mostBlocks = 200_000;
const mostLooked = 20_000;

/** Takes note of a token, a key or a password. */
export function keepSecret(value: string): void {
  looked.clear();
  for (const part of value.match(unbroken) ?? []) {
    if (!looksSecret(part)) continue;
    parts.add(part);
    for (let at = 0; at + blockLength <= part.length && blocks.size < mostBlocks; at += blockLength) {
      blocks.add(part.slice(at, at + blockLength));
    }
  }
}

/** Replaces every piece of a known secret: its lines, and any part of 23 characters or more. */
export function withoutSecrets(text: string, replacement: string, onHit: () => void): string {
  if (parts.size === 0) return text;
  return text.replaceAll(unbroken, (piece) => {
    if (!holdsSecret(piece)) return piece;
    onHit();
    return replacement;
  });
}

function holdsSecret(piece: string): boolean {
  const known = looked.get(piece);
  if (known !== undefined) return known;
  const held = parts.has(piece) || holdsBlock(piece);
  if (looked.size >= mostLooked) looked.clear();
  looked.set(piece, held);
  return held;
}

function holdsBlock(piece: string): boolean {
  for (let at = 0; at + blockLength <= piece.length; at += 1) {
    if (blocks.has(piece.slice(at, at + blockLength))) return true;
  }
  return false;
}

/** A word of one kind of letters is no token, though somebody's password may be one. */
function looksSecret(part: string): boolean {
  return [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(part)).length >= 2;
}

const unbroken = new RegExp(`[A-Za-z0-9_+/.~-]{${shortestPart},}`, 'g');
