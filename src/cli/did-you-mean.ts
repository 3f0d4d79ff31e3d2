import { nearest } from '../chain/near-miss.ts';

/** `; did you mean X?`, where one of the words was likely meant: by a slip of the fingers, or cut short. */
export function didYouMean(typed: string, words: readonly string[]): string {
  const near = nearest(typed, words) ?? abbreviated(typed.toLowerCase(), words);
  return near === null ? '' : `; did you mean ${near}?`;
}

function abbreviated(typed: string, words: readonly string[]): string | null {
  if (typed.length < 3) return null;
  return words.find((word) => word.startsWith(typed)) ?? words.find((word) => word.includes(typed)) ?? null;
}
