import { stripVTControlCharacters } from 'node:util';
import { eastAsianWidth } from 'get-east-asian-width';

const marks = /\p{M}|\p{Cf}/u;
/** Latin, Greek, Cyrillic, and the punctuation of our own words: a column each. */
const narrow = /^[\u0020-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u2190-\u21ff\u2500-\u259f\u2700-\u27bf]*$/;

/** How many columns of a terminal a text takes, its colours apart. Clusters of emoji are counted by their parts, so never too few. */
export function columnsOf(text: string): number {
  if (narrow.test(text)) return text.length;
  let columns = 0;
  for (const character of stripVTControlCharacters(text)) {
    if (!marks.test(character)) columns += eastAsianWidth(character.codePointAt(0) ?? 0);
  }
  return columns;
}
