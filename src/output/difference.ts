/** Two values of one kind under each other, with what differs marked. */

export interface Difference {
  readonly expected: string;
  readonly actual: string;
  /** Under `actual`: blanks, and `^` where it differs; empty where nothing is alike, so that a mark would say nothing. */
  readonly mark: string;
}

/** Fewer equal characters than this at both ends together are chance. */
const leastAlike = 6;

/**
 * Marks the middle in which two values of one word each differ. Where both are wider than `room`, what they begin
 * with alike is cut from both, so that the marks still stand under what they mark.
 */
export function difference(expected: string, actual: string, room: number): Difference {
  const plain = { expected, actual, mark: '' };
  if (/\s/.test(expected) || /\s/.test(actual) || expected === actual) return plain;
  const head = alikeAtStart(expected, actual);
  const tail = alikeAtEnd(expected.slice(head), actual.slice(head));
  if (head + tail < leastAlike) return plain;
  const [start, end] = marked(actual, head, actual.length - tail);
  const cut = Math.max(expected.length, actual.length) > room ? Math.max(0, start - 12) : 0;
  const shorten = (text: string): string => (cut === 0 ? text : `…${text.slice(cut)}`);
  const shift = cut === 0 ? 0 : 1 - cut;
  return {
    expected: shorten(expected),
    actual: shorten(actual),
    mark: ' '.repeat(start + shift) + '^'.repeat(end - start),
  };
}

/** Where something is only missing, the part that it is missing from is marked. */
function marked(actual: string, start: number, end: number): readonly [number, number] {
  if (end > start) return [start, end];
  const before = actual.slice(0, start).search(/[^[\]/:@]*$/);
  const after = actual.slice(end).search(/[[\]/:@]|$/);
  return [before, Math.max(end + after, before + 1)];
}

function alikeAtStart(one: string, other: string): number {
  let at = 0;
  while (at < one.length && at < other.length && one[at] === other[at]) at += 1;
  return at;
}

function alikeAtEnd(one: string, other: string): number {
  let length = 0;
  while (length < Math.min(one.length, other.length) && one.at(-1 - length) === other.at(-1 - length)) length += 1;
  return length;
}
