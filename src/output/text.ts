/** The report for a person: what is broken, why, and what mends it, first; then the chain of each identity. */

import type { Report } from '../chain/report.ts';
import { toAscii } from './ascii.ts';
import type { Screen } from './screen.ts';
import { paper } from './screen.ts';
import { conclusion } from './text-conclusion.ts';
import { chains } from './text-chains.ts';
import { footer, header } from './text-frame.ts';

/** Equal reports give equal texts. Ends with a newline. */
export function renderText(report: Report, screen: Screen = paper): string {
  return finish(
    [header(report, screen), conclusion(report, screen), chains(report, screen), footer(report, screen)],
    screen,
  );
}

/** For the scroll-back of a terminal, where the eye rests at the end: the chain first, what to do last. */
export function renderTextForScrollBack(report: Report, screen: Screen): string {
  return finish(
    [header(report, screen), chains(report, screen), footer(report, screen), conclusion(report, screen)],
    screen,
  );
}

function finish(sections: readonly (readonly string[])[], screen: Screen): string {
  const text = sections
    .filter((section) => section.length > 0)
    .map((section) => section.map((line) => line.trimEnd()).join('\n'))
    .join('\n\n');
  return `${screen.unicode ? text : toAscii(text)}\n`;
}
