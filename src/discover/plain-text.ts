/** A text of the outside world on one line, without control characters, and not endless. */
export function plainText(text: string, longest = 4096): string {
  return text
    .slice(0, longest)
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, ' ')
    .trim();
}
