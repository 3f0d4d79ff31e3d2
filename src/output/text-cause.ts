/** One problem: what should stand there beside what does, whom it hits, and what to do. */

import type { Report } from '../chain/report.ts';
import { columnsOf } from './columns.ts';
import { difference } from './difference.ts';
import type { Meaning } from './meaning.ts';
import { oneLine } from './one-line.ts';
import type { Problem } from './problems.ts';
import { identityName } from './report-reading.ts';
import { paint } from './screen.ts';
import type { Screen } from './screen.ts';
import { hang } from './wrap.ts';

const namesShown = 8;
const labelWidth = 14;

/** `expected` over `actual`, the difference marked. */
export function comparison({ finding }: Problem, screen: Screen): string[] {
  const { expected, actual } = finding;
  if (expected === null && actual === null) return [];
  if (expected === null) return labelled('actual', actual ?? '', 'status.broken', screen);
  if (actual === null) return labelled('expected', expected, 'status.pass', screen);
  const { mark, ...told } = difference(oneLine(expected), oneLine(actual), screen.columns - labelWidth);
  const lines = [
    ...labelled('expected', told.expected, 'status.pass', screen),
    ...labelled('actual', told.actual, 'status.broken', screen),
  ];
  const fits = mark !== '' && labelWidth + Math.max(columnsOf(told.actual), mark.length) <= screen.columns;
  return fits ? [...lines, `${' '.repeat(labelWidth)}${paint('status.broken', mark, screen)}`] : lines;
}

/** Several identities with one cause are one block, with the list. */
export function affected(problem: Problem, report: Report, screen: Screen): string[] {
  if (report.identities.length < 2 || problem.hits.length === 0) return [];
  const names = problem.hits.slice(0, namesShown).map((id) => identityName(id, report));
  const rest = problem.hits.length - names.length;
  return labelled('affects', names.join(', ') + (rest > 0 ? ` and ${rest} more` : ''), 'quiet', screen);
}

/** The answers behind the finding. */
export function evidenceLines({ check }: Problem, screen: Screen): string[] {
  return check.evidence.flatMap(({ api, resource, summary }) =>
    labelled('seen', `${api} ${resource}: ${summary}`, 'quiet', screen),
  );
}

export function labelled(label: string, text: string, meaning: Meaning, screen: Screen): string[] {
  const before = `    ${label.padEnd(labelWidth - 6)}  `;
  const [first = '', ...rest] = hang(before, oneLine(text), screen.columns);
  return [
    before + paint(meaning, first.slice(before.length), screen),
    ...rest.map((line) => paint(meaning, line, screen)),
  ];
}
