/**
 * A value from outside, fit to stand in a sentence: on one line, without control characters and without the
 * marks that reorder or hide text, cut when it is long.
 */
export function shown(value: string): string {
  const flat = value
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g, '')
    .replace(/ {2,}/g, ' ')
    .trim();
  return flat.length <= longest ? flat : `${flat.slice(0, longest)}…`;
}

const longest = 400;

/** The same between quotes, for values whose blanks matter. */
export function quoted(value: string): string {
  return `"${shown(value)}"`;
}

/** `a`, `a and b`, `a, b and c`; a long list is cut, and its length told. */
export function listed(values: readonly string[], most = 4): string {
  const head = values.slice(0, most).map(shown);
  const more = values.length - head.length;
  if (more > 0) return `${head.join(', ')} and ${more} more`;
  return head.length <= 1 ? (head[0] ?? 'none') : `${head.slice(0, -1).join(', ')} and ${head.at(-1)}`;
}
