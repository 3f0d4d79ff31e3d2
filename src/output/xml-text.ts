import { plainText } from '../chain/plain-text.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text inside XML or HTML, as content or as a quoted attribute; characters that XML 1.0 does not allow are left out. */
export function escaped(text: string): string {
  return (
    plainText(text)
      // A tab at a prompt, where a command is pasted, completes.
      .replaceAll('\t', ' ')
      .replace(/[^\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
      .replace(/[&<>"']/g, (sign) => entities[sign] ?? '')
  );
}
