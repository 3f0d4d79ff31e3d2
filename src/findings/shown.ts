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

/** The same of every text in the arguments of a finding. */
export function shownArgs<T>(args: T): T {
  // A text becomes a text and all else keeps its form, so the type holds; TypeScript cannot follow it through the walk.
  return walk(args) as T;
}

function walk(value: unknown): unknown {
  if (typeof value === 'string') return shown(value);
  if (Array.isArray(value)) return value.map(walk);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, walk(item)]));
}
