/** The report for a person: what is broken, why, and what to type next; the rest on demand. */

import type { Report } from '../chain/report.ts';
import { toAscii } from './ascii.ts';
import { headlineOf } from './headline.ts';
import { problemsOf } from './problems.ts';
import type { Problem, Problems } from './problems.ts';
import type { Detail, Screen } from './screen.ts';
import { paper } from './screen.ts';
import { affected, comparison, evidenceLines } from './text-cause.ts';
import { chains } from './text-chains.ts';
import { chainLine, codeLine, notCheckedLines } from './text-closing.ts';
import { fixLines } from './text-fixes.ts';
import { footer, header, notice } from './text-frame.ts';
import { headlineLines } from './text-headline.ts';
import { healthyIdentities, otherCauses, warnings } from './text-rest.ts';

/** Equal reports give equal texts. Ends with a newline. The same order on a terminal, in a file and in a pipe. */
export function renderText(report: Report, screen: Screen = paper, detail: Detail = 'brief'): string {
  const problems = problemsOf(report);
  const problem = problems.rootCause ?? problems.suspect;
  const full = detail === 'full';
  const sections: (readonly string[])[] = [
    [...notice(report, screen), ...(full ? header(report, screen) : [])],
    ...(full ? [chains(report, screen), footer(report, screen)] : []),
    [
      ...headlineLines(headlineOf(report, problem), screen),
      ...(problem === null ? [] : cause(problem, report, screen, full)),
    ],
    otherCauses(problems, report, screen),
    [...warnings(problems, report, screen), ...healthyIdentities(report, screen)],
    closing(report, problems, problem, screen),
  ];
  const text = sections
    .filter((section) => section.length > 0)
    .map((section) => section.map((line) => line.trimEnd()).join('\n'))
    .join('\n\n');
  return `${screen.unicode ? text : toAscii(text)}\n`;
}

function cause(problem: Problem, report: Report, screen: Screen, full: boolean): string[] {
  const facts = [
    ...comparison(problem, screen),
    ...affected(problem, report, screen),
    ...(full ? evidenceLines(problem, screen) : []),
  ];
  return [...(facts.length === 0 ? [] : ['', ...facts]), ...fixLines(problem.finding.fixes, screen, full)];
}

function closing(report: Report, problems: Problems, problem: Problem | null, screen: Screen): string[] {
  const told = new Set([problem?.finding.code ?? '', ...problems.otherCauses.map(({ finding }) => finding.code)]);
  return [
    ...chainLine(report, problem, screen),
    ...notCheckedLines(report, told, screen),
    ...codeLine(report, problem, screen),
  ];
}
