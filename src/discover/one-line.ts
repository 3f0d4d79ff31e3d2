import { plainText } from '../chain/plain-text.ts';

/** A text of the outside world on one line (Flux's messages hold line breaks and tabs), and not endless. */
export function oneLine(text: string, longest = 4096): string {
  return plainText(text.slice(0, longest)).replaceAll(/\s+/g, ' ').trim();
}
