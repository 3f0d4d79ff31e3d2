/**
 * Ranges of versions as Flux reads them, by the Go library Masterminds/semver: commas and blanks mean "and", `!=` is
 * there, and a version before release counts only in a range that names one.
 */

export interface Version {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  /** Between `-` and `+`; empty: a release. */
  readonly pre: string;
}

const strict = /^v?(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/;

/** A tag as a version: three numbers, and a `v` in front at most, as Flux wants it; `null`: none. */
export function readVersion(text: string): Version | null {
  if (text.length > longest) return null;
  const [, major = '', minor = '', patch = '', pre = ''] = strict.exec(text) ?? [];
  return major === '' ? null : { major: Number(major), minor: Number(minor), patch: Number(patch), pre };
}

/** The tag that Flux takes for a range: the highest that it allows. */
export function highest(tags: readonly string[], allows: (version: Version) => boolean): string | null {
  let best: { tag: string; version: Version } | null = null;
  for (const tag of tags) {
    const version = readVersion(tag);
    if (version === null || !allows(version)) continue;
    if (best === null || compare(version, best.version) > 0) best = { tag, version };
  }
  return best?.tag ?? null;
}

/** What a range allows; `null`: it cannot be read. */
export function readRange(text: string): ((version: Version) => boolean) | null {
  if (text.length > longest) return null;
  const groups = text.split('||').map(readGroup);
  if (groups.some((group) => group === null)) return null;
  return (version) => groups.some((group) => group?.(version) === true);
}

interface Bound {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  readonly pre: string;
  /** How many of the three numbers were given. */
  readonly given: 0 | 1 | 2 | 3;
}

const longest = 256;
const number = String.raw`(\d+|[xX*])`;
const bare = String.raw`v?${number}(?:\.${number})?(?:\.${number})?(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?`;
const term = new RegExp(String.raw`^(=|!=|>|<|>=|=>|<=|=<|~|~>|\^)?\s*${bare}$`);

function readGroup(text: string): ((version: Version) => boolean) | null {
  const plain = text
    .trim()
    .replaceAll(/(\S+)\s+-\s+(\S+)/g, '>=$1 <=$2')
    .replaceAll(/([=!<>~^])\s+/g, '$1');
  const tests: ((version: Version) => boolean)[] = [];
  let namesPre = false;
  for (const piece of plain.split(/[\s,]+/)) {
    if (piece === '' && tests.length > 0) continue;
    const [, operator = '', major = '', minor, patch, pre = ''] = term.exec(piece) ?? [];
    if (major === '') return null;
    const bound = boundOf([major, minor, patch], pre);
    namesPre ||= pre !== '';
    tests.push((version) => holds(operator, version, bound));
  }
  return (version) => (version.pre === '' || namesPre) && tests.every((test) => test(version));
}

function boundOf(parts: readonly (string | undefined)[], pre: string): Bound {
  const wild = parts.findIndex((part) => part === undefined || /^[xX*]$/.test(part));
  const given = (wild < 0 ? 3 : wild) as Bound['given'];
  const [major = 0, minor = 0, patch = 0] = parts.slice(0, given).map(Number);
  return { major, minor, patch, pre, given };
}

function holds(operator: string, version: Version, bound: Bound): boolean {
  const against = compare(version, bound);
  switch (operator) {
    case '!=':
      return bound.given === 3 ? against !== 0 : !sameAsGiven(version, bound);
    case '>':
      return bound.given === 3 ? against > 0 : against > 0 && !sameAsGiven(version, bound);
    case '<':
      return against < 0;
    case '>=':
    case '=>':
      return against >= 0;
    case '<=':
    case '=<':
      return against <= 0 || (bound.given < 3 && sameAsGiven(version, bound));
    case '^':
      return against >= 0 && caret(version, bound);
    case '~':
    case '~>':
      return against >= 0 && sameAsGiven(version, { ...bound, given: Math.min(bound.given, 2) as Bound['given'] });
    default:
      // `=`, or nothing: a version that is not whole stands for all that begin so.
      return bound.given === 3 ? against === 0 : sameAsGiven(version, bound);
  }
}

function sameAsGiven(version: Version, { major, minor, patch, given }: Bound): boolean {
  return (
    (given < 1 || version.major === major) &&
    (given < 2 || version.minor === minor) &&
    (given < 3 || version.patch === patch)
  );
}

/** Up to the next change of the first number that is not zero. */
function caret(version: Version, { major, minor, patch, given }: Bound): boolean {
  if (given === 0) return true;
  if (version.major !== major) return false;
  if (major > 0 || given === 1) return true;
  if (version.minor !== minor) return false;
  return minor > 0 || given === 2 || version.patch === patch;
}

function compare(a: Version, b: Version): number {
  return a.major - b.major || a.minor - b.minor || a.patch - b.patch || comparePre(a.pre, b.pre);
}

/** A release comes after all that lead to it; numbers come before words (semver.org, 11). */
function comparePre(a: string, b: string): number {
  if (a === b) return 0;
  if (a === '') return 1;
  if (b === '') return -1;
  const left = a.split('.');
  const right = b.split('.');
  for (const [at, one] of left.entries()) {
    const other = right[at];
    if (other === undefined) return 1;
    if (one === other) continue;
    const numbers = /^\d+$/.test(one) ? (/^\d+$/.test(other) ? 2 : -1) : /^\d+$/.test(other) ? 1 : 0;
    if (numbers === 2) return Number(one) - Number(other);
    return numbers === 0 ? (one < other ? -1 : 1) : numbers;
  }
  return -1;
}
