/** Reads out of objects of any shape: what is not there is `undefined`, never an error. */

/** E.g. `read(pod, 'spec', 'containers')`. */
export function read(value: unknown, ...path: readonly (string | number)[]): unknown {
  let at = value;
  for (const step of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined;
    at = (at as Record<string | number, unknown>)[step];
  }
  return at;
}

export function readList(value: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const found = read(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** A scalar as text; anything else is empty. */
export function readText(value: unknown, ...path: readonly (string | number)[]): string {
  const found = read(value, ...path);
  return typeof found === 'string' || typeof found === 'number' || typeof found === 'boolean' ? String(found) : '';
}

export function readNumber(value: unknown, ...path: readonly (string | number)[]): number {
  const found = read(value, ...path);
  return typeof found === 'number' ? found : 0;
}

/** The entries whose values are text, e.g. labels. */
export function readMap(value: unknown, ...path: readonly (string | number)[]): Record<string, string> {
  const found = read(value, ...path);
  if (typeof found !== 'object' || found === null || Array.isArray(found)) return {};
  return Object.fromEntries(
    Object.entries(found).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** The condition of one type in `status.conditions`. */
export function condition(object: unknown, type: string): unknown {
  return readList(object, 'status', 'conditions').find((candidate) => readText(candidate, 'type') === type);
}
