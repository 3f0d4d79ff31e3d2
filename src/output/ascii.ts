/** For terminals that do not speak UTF-8: every sign that the outputs use, in ASCII. */

const standIns: Readonly<Record<string, string>> = {
  '✓': '+',
  '✗': 'x',
  '⊘': 'o',
  '·': '.',
  '◌': '*',
  '–': '-',
  '—': '-',
  '─': '-',
  '│': '|',
  '→': '->',
  '←': '<-',
  '…': '...',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '≥': '>=',
  '≤': '<=',
  '×': 'x',
  ' ': ' ',
};

/** What has no stand-in becomes `?`. */
export function toAscii(text: string): string {
  return text.replace(/[^\x00-\x7f]/gu, (sign) => standIns[sign] ?? '?');
}
