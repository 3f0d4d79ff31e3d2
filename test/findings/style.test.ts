import { describe as group, expect, test } from 'vitest';
import { allCodes, describe, explainCode } from '../../src/findings/describe.ts';
import type { Finding } from '../../src/findings/finding.ts';
import { samples } from './samples.ts';

/** What no sentence says: an idiom, a riddle, or a word where the field has another. */
const never: readonly RegExp[] = [
  /\bmend(?:s|ed|ing)?\b/i,
  /\blets\b.*\bbecome\b/i,
  /\bbecomes? (?:the|a|its|that) (?:GSA|account|Google service account)\b/i,
  /\bcan be had\b/i,
  /\bnames no\b/i,
  /\bthere is none\b/i,
  /\bnobody\b/i,
  /gave nothing to go on/i,
  /\bas \w+(?:-\w+)* makes it\b/i,
  /\bproved as\b/i,
  /the KSA itself is the principal/i,
  /of unknown age/i,
  /a grant there would do/i,
  /\bTakes: /,
  /\bas a rule\b/i,
  /\bhas it from\b/i,
  /\bthe (?:operator|caller|patient)\b/i,
  /\b[Oo]r: Or\b/,
  /\bundefined\b|\[object |\bNaN\b/,
  /\bfor want of\b/i,
  /\banew\b/i,
];

/** Sentences of ours; what was read from outside is quoted in `actual`, and may say anything. */
function sentences(sample: Finding): string[] {
  const { summary, fixes } = describe(sample);
  return [summary, ...fixes.flatMap(({ title, takes, permission, when }) => [title, takes, permission, when ?? ''])];
}

group('every sentence is plain technical English', () => {
  test.each(allCodes())('%s', (code) => {
    const said = [
      explainCode(code).explanation,
      ...samples()
        // The words of a fault of our own are those of the runtime.
        .filter((sample) => sample.code === code && code !== 'internal-error')
        .flatMap((sample) => sentences(sample)),
    ];
    for (const sentence of said) for (const word of never) expect(sentence).not.toMatch(word);
  });
});

test('a headline is one sentence, and holds no raw time', () => {
  for (const sample of samples()) {
    const { summary } = describe(sample);
    expect(summary.length, summary).toBeLessThan(400);
    expect(summary).not.toMatch(/\.$|\n/);
  }
});
