/** The newest tag in a range, for the few ranges that worlds use: `*`, and bounds of whole versions. */

export function newestIn(tags: readonly string[], range: string): string | undefined {
  const bounds = range
    .split(/[\s,]+/)
    .filter((bound) => bound !== '' && bound !== '*')
    .map(readBound);
  return tags
    .filter((tag) => /^v?\d+\.\d+\.\d+$/.test(tag) && bounds.every((bound) => bound(numbers(tag))))
    .toSorted((a, b) => order(numbers(a), numbers(b)))
    .at(-1);
}

function readBound(text: string): (version: readonly number[]) => boolean {
  const [, operator = '', version = ''] = /^(>=|<=|>|<|=)?v?(\d+\.\d+\.\d+)$/.exec(text) ?? [];
  if (version === '') throw new Error(`the sandbox reads no range ${text}`);
  const bound = numbers(version);
  switch (operator) {
    case '>=':
      return (other) => order(other, bound) >= 0;
    case '<=':
      return (other) => order(other, bound) <= 0;
    case '>':
      return (other) => order(other, bound) > 0;
    case '<':
      return (other) => order(other, bound) < 0;
    default:
      return (other) => order(other, bound) === 0;
  }
}

function numbers(version: string): readonly number[] {
  return version.replace(/^v/, '').split('.').map(Number);
}

function order(a: readonly number[], b: readonly number[]): number {
  for (const [at, one] of a.entries()) if (one !== b[at]) return one - (b[at] ?? 0);
  return 0;
}
