import { plainText } from '../chain/plain-text.ts';

const longest = 600;

/** Text of whatever origin as one line that cannot move the cursor, colour the screen or fill it. */
export function oneLine(text: string): string {
  const line = plainText(text.slice(0, longest * 4))
    .replace(/\s+/g, ' ')
    .trim();
  return line.length <= longest ? line : `${line.slice(0, longest)}…`;
}

/** Text to be pasted: its lines stay as they are, without anything that a terminal would act upon. */
export function pasteable(text: string): string {
  return plainText(text).trimEnd();
}
