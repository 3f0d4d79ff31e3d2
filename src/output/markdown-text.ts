/** Text of whatever origin inside Markdown, as GitHub and GitLab read it. */

import { oneLine, pasteable } from './one-line.ts';

/** Backticks, since a backslash does not take their meaning within a run; a mention notifies people. */
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '`': '&#96;',
  '@': '&#64;',
};

/** A sentence: nothing in it is markup, a mention, a link or an element. */
export function prose(text: string): string {
  return oneLine(text).replace(/[&<>`@\\*_{}[\]()#+!|~$:-]/g, (sign) => entities[sign] ?? `\\${sign}`);
}

/** A short value in code. Backticks, which end code, become apostrophes; a pipe would end a table's cell. */
export function code(text: string): string {
  const plain = oneLine(text).replaceAll('`', "'").replaceAll('|', '\\|');
  return plain === '' ? '' : `\`${plain}\``;
}

/** A block to be copied. The fence is longer than any in it. */
export function fenced(language: string, text: string): string {
  const plain = pasteable(text);
  const longest = Math.max(2, ...[...plain.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${plain}\n${fence}`;
}
