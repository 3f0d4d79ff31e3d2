/** What a code, or an error message, means: for `flux-wi explain`. */

import type { Reading, ReadMessage } from '../chain/known-texts.ts';
import { links } from '../chain/vocabulary.ts';
import type { Explained, Listed } from '../findings/describe.ts';
import { toAscii } from './ascii.ts';
import { signs } from './meaning.ts';
import type { Meaning } from './meaning.ts';
import { fixLabels } from './chosen-fixes.ts';
import { oneLine, pasteable } from './one-line.ts';
import { paint } from './screen.ts';
import type { Screen } from './screen.ts';
import { hang, wrap } from './wrap.ts';

const answers: Readonly<Record<Reading['fork'], string>> = {
  anonymous: 'anonymous: no credential was shown, and one is needed',
  'not-accepted': 'not accepted: the credential that was shown does not count, or none was shown',
  refused: 'refused: a right is missing',
  'not-found': 'not found',
  'not-reached': 'not reached: no answer came',
  'not-trusted': "not trusted: the other side's certificate was not accepted",
  throttled: 'throttled: too many calls; it says nothing of rights',
  gone: 'gone: the service is shut down',
  'not-yet': 'not yet: try again later',
  invalid: 'invalid: a setting that cannot work',
  noise: 'noise: it says nothing of the chain itself',
};

/** One code: what it means, an example of it, and what repairs it. */
export function renderExplained(explained: Explained, screen: Screen): string {
  const { code, link, level, explanation, sources, docs, example } = explained;
  const fix = example.fixes[0];
  return joined(
    [
      [
        paint('heading', code, screen),
        `${levelText(level, screen)}, ${link === 'none' ? 'of flux-wi itself' : `link ${link}`}`,
      ],
      ...explanation.split(/\n\n+/).map((paragraph) => wrap(oneLine(paragraph), screen.columns)),
      [
        'For example:',
        ...hang('  ', oneLine(example.summary), screen.columns),
        ...(example.expected === null ? [] : hang('  expected  ', oneLine(example.expected), screen.columns)),
        ...(example.actual === null ? [] : hang('  actual    ', oneLine(example.actual), screen.columns)),
      ],
      ...(fix === undefined
        ? []
        : [hang(`  ${fixLabels[fix.kind]}: `, oneLine(fix.title), screen.columns), paste(fix.command, screen)]),
      [...sources, docs].map((url) => paint('quiet', url, screen)),
    ],
    screen,
  );
}

/** All codes, in the order of the chain. */
export function renderCodes(all: readonly Listed[], screen: Screen): string {
  const sections = [...links, 'none' as const].flatMap((link) => {
    const codes = all.filter((each) => each.link === link);
    if (codes.length === 0) return [];
    return [
      [
        paint('heading', link === 'none' ? 'flux-wi itself' : link, screen),
        ...codes.flatMap(({ code, summary, level }) =>
          screen.columns < 60
            ? [`  ${code}`]
            : hang(`  ${levelSign(level, screen)} ${code.padEnd(36)} `, oneLine(summary), screen.columns),
        ),
      ],
    ];
  });
  return joined([...sections, ['flux-wi explain CODE says more.']], screen);
}

/** The error messages in a text, read: one answer each. */
export function renderReadings(messages: readonly ReadMessage[], screen: Screen): string {
  if (messages.length === 1)
    return joined(
      messages.flatMap(({ reading }) => answer(reading, screen)),
      screen,
    );
  return joined(
    [
      [`The text holds ${messages.length} messages, which say different things.`],
      ...messages.flatMap(({ message, reading }, index) => [
        [paint('heading', `${index + 1}  ${excerpt(message, screen.columns - 4)}`, screen)],
        ...answer(reading, screen),
      ]),
    ],
    screen,
  );
}

function excerpt(message: string, columns: number): string {
  const line = oneLine(message);
  return line.length <= columns ? line : `${line.slice(0, Math.max(columns - 1, 20))}…`;
}

function answer(reading: Reading, screen: Screen): string[][] {
  const label = (name: string, text: string): string[] => hang(`${name.padEnd(10)} `, oneLine(text), screen.columns);
  return [
    wrap(oneLine(reading.means), screen.columns),
    [
      ...label(
        'asked as',
        reading.as ?? (reading.fork === 'anonymous' ? 'anonymous: no credential was sent' : 'the text does not say'),
      ),
      ...label('answer', answers[reading.fork]),
      ...label('link', reading.link),
      ...(reading.codes.length === 0 ? [] : label('codes', reading.codes.join(', '))),
      ...(reading.permission === null ? [] : label('permission', reading.permission)),
      ...(reading.resource === null ? [] : label('resource', reading.resource)),
    ],
    ...(reading.notMeans === null ? [] : [hang('It does not mean: ', oneLine(reading.notMeans), screen.columns)]),
    ...(reading.next.length === 0 ? [] : [['Next:'], ...reading.next.map((command) => paste(command, screen))]),
    ...(reading.codes[0] === undefined ? [] : [[paint('quiet', `More: flux-wi explain ${reading.codes[0]}`, screen)]]),
  ];
}

function levelText(level: Explained['level'], screen: Screen): string {
  return `${levelSign(level, screen)} ${level} usually`;
}

function levelSign(level: Explained['level'], screen: Screen): string {
  const meaning: Meaning = `status.${level}`;
  return paint(meaning, signs[level], screen);
}

function paste(command: string, screen: Screen): string[] {
  const lines = pasteable(command).split('\n');
  const indent = lines.length === 1 ? '    ' : '';
  return lines.map((line) => indent + paint('command', line, screen));
}

function joined(sections: readonly (readonly string[])[], screen: Screen): string {
  const text = sections.map((lines) => lines.map((line) => line.trimEnd()).join('\n')).join('\n\n');
  return `${screen.unicode ? text : toAscii(text)}\n`;
}
