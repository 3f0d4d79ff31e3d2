import { columnsOf } from './columns.ts';

/**
 * Breaks a text at its blanks so that it fits the columns, the first line after `taken` of them. A word that is longer
 * stays whole, for it is as a rule a name that someone wants to copy.
 */
export function wrap(text: string, columns: number, taken = 0): string[] {
  const lines: string[] = [];
  let line = '';
  let width = taken;
  for (const word of text.split(/\s+/).filter((word) => word !== '')) {
    const length = columnsOf(word);
    if (line !== '' && width + 1 + length > columns) {
      lines.push(line);
      line = '';
      width = 0;
    }
    width += line === '' ? length : length + 1;
    line = line === '' ? word : `${line} ${word}`;
  }
  if (line !== '') lines.push(line);
  return lines;
}

/**
 * As `wrap`, with `first`, which may be painted, before the first line, and blanks before the others: as many as it is
 * wide, or so many.
 */
export function hang(first: string, text: string, columns: number, indent = columnsOf(first)): string[] {
  const lines = wrap(text, Math.max(columns - indent, 12), columnsOf(first) - indent);
  if (lines.length === 0) return [first.trimEnd()];
  return lines.map((line, at) => (at === 0 ? first : ' '.repeat(indent)) + line);
}

/** One line of at most so many columns, cut with an ellipsis. */
export function cut(text: string, columns: number, ellipsis: '…' | '...' = '…'): string {
  if (columnsOf(text) <= columns) return text;
  let kept = '';
  let width = 0;
  for (const sign of text) {
    const length = columnsOf(sign);
    if (width + length > columns - ellipsis.length) break;
    kept += sign;
    width += length;
  }
  return kept + ellipsis;
}
