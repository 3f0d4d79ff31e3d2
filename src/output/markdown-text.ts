/** Text of whatever origin inside Markdown, as GitHub and GitLab read it. */

import { oneLine, pasteable } from './one-line.ts';

/** A sentence: nothing in it is markup, a mention, a link or an element. */
export function prose(text: string): string {
  return (
    oneLine(text)
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/[\\`*_{}[\]()#+!|~$:-]/g, String.raw`\$&`)
      // A mention notifies people; an issue's number or a commit links to strangers.
      .replace(/@/g, '&#64;')
  );
}

/** A short value in code; what it holds ends neither the code nor a table's cell. */
export function code(text: string): string {
  const plain = oneLine(text).replaceAll('|', '\\|');
  const longest = Math.max(0, ...[...plain.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return plain === '' ? '' : longest === 0 ? `\`${plain}\`` : `${fence} ${plain} ${fence}`;
}

/** A block to be copied. The fence is longer than any in it. */
export function fenced(language: string, text: string): string {
  const plain = pasteable(text);
  const longest = Math.max(2, ...[...plain.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${plain}\n${fence}`;
}
