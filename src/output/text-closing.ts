/** The last lines: the chain in one line, what could not be checked, and the code. */

import type { Report } from '../chain/report.ts';
import { chainOf } from './chain-picture.ts';
import { identityOf, legend } from './chain-of-problem.ts';
import { columnsOf } from './columns.ts';
import { signs } from './meaning.ts';
import { notChecked } from './not-checked.ts';
import { oneLine } from './one-line.ts';
import type { Problem } from './problems.ts';
import { identityName } from './report-reading.ts';
import { paint } from './screen.ts';
import type { Screen } from './screen.ts';
import { hang } from './wrap.ts';

/** The chain of the identity that the problem hits first, in one line, with what its signs mean. */
export function chainLine(report: Report, problem: Problem | null, screen: Screen): string[] {
  const identity = identityOf(report, problem);
  // Of several that are all healthy no one chain says anything.
  if (identity === null || (problem === null && report.identities.length > 1)) return [];
  const links = chainOf(identity, report);
  const many = report.identities.length > 1 ? [`  ${oneLine(identityName(identity.id, report))}:`] : [];
  const parts = links.map((one) => ({ plain: `${one.link} ${signs[one.state]}`, one }));
  const rows: (typeof parts)[] = [[]];
  let width = 2;
  for (const part of parts) {
    const length = columnsOf(part.plain) + 2;
    if (width + length > screen.columns && rows.at(-1)?.length !== 0) {
      rows.push([]);
      width = 2;
    }
    rows.at(-1)?.push(part);
    width += length;
  }
  const chain = rows.map(
    (row) =>
      `  ${row.map(({ one }) => `${one.link} ${paint(`status.${one.state}`, signs[one.state], screen)}`).join('  ')}`,
  );
  return [
    ...many.map((line) => paint('quiet', line, screen)),
    ...chain,
    ...hang('  ', legend(links, problem), screen.columns).map((line) => paint('quiet', line, screen)),
  ];
}

/** Always the last line. */
export function codeLine(report: Report, problem: Problem | null, screen: Screen): string[] {
  const code = problem === null ? [] : [`flux-wi explain ${oneLine(problem.finding.code)}`];
  const seconds = `${(report.durationMs / 1000).toFixed(1)} s`;
  const parts = [...code, 'all checks: -v', ...(problem === null ? [seconds] : [])];
  return hang('  ', parts.join(' · '), screen.columns).map((line) => paint('quiet', line, screen));
}

/** What could not be looked at. */
export function notCheckedLines(report: Report, told: ReadonlySet<string>, screen: Screen): string[] {
  const sentence = notChecked(report, told);
  return sentence === null ? [] : hang('  ', sentence, screen.columns).map((line) => paint('quiet', line, screen));
}
