/** The last lines: the chain in one line, what could not be checked, and the code. */

import type { Report, ReportIdentity } from '../chain/report.ts';
import { chainOf } from './chain-picture.ts';
import type { LinkPicture } from './chain-picture.ts';
import { columnsOf } from './columns.ts';
import { signs, stateWords } from './meaning.ts';
import { oneLine } from './one-line.ts';
import type { Problem } from './problems.ts';
import { allFindings, identityName } from './report-reading.ts';
import { paint } from './screen.ts';
import type { Screen } from './screen.ts';
import { hang } from './wrap.ts';

/** The chain of the identity that the problem hits first, in one line, with what its signs mean. */
export function chainLine(report: Report, problem: Problem | null, screen: Screen): string[] {
  const identity = identityOf(report, problem);
  if (identity === null) return [];
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

function legend(links: readonly LinkPicture[], problem: Problem | null): string {
  const states = [...new Set(links.map(({ state }) => state))];
  if (states.length === 1) return '';
  return states
    .map((state) => {
      const because = state === 'blocked' && problem !== null ? `, because of ${problem.check.link}` : '';
      return `${signs[state]} ${stateWords[state]}${because}`;
    })
    .join(' · ');
}

function identityOf(report: Report, problem: Problem | null): ReportIdentity | null {
  const hit = problem?.hits[0];
  const { identities } = report;
  return (
    identities.find(({ id }) => id === hit) ??
    identities.find(({ verdict }) => verdict === report.verdict) ??
    identities[0] ??
    null
  );
}

const uncheckedShown = 3;

/** What the caller may not read, and who did not answer, in one line; what the headline says is not said again. */
export function notChecked(report: Report, told: ReadonlySet<string>, screen: Screen): string[] {
  const gaps = new Set<string>();
  for (const { finding, check } of allFindings(report)) {
    if (check.status === 'broken' || told.has(finding.code)) continue;
    const { args } = finding;
    const resource = typeof args['resource'] === 'string' ? args['resource'] : null;
    if (finding.code === 'google-permission-missing') gaps.add(`${resource} (you lack ${String(args['permission'])})`);
    if (finding.code === 'kubernetes-permission-missing')
      gaps.add(`${resource} (you may not ${String(args['verb'])} them)`);
  }
  if (gaps.size === 0) return [];
  const shown = [...gaps].slice(0, uncheckedShown);
  const rest = gaps.size - shown.length;
  const text = `not checked: ${shown.join('; ')}${rest > 0 ? `; and ${rest} more (-v)` : ''}`;
  return hang('  ', oneLine(text), screen.columns).map((line) => paint('quiet', line, screen));
}

/** Always the last line. */
export function codeLine(report: Report, problem: Problem | null, screen: Screen): string[] {
  const code = problem === null ? [] : [`flux-wi explain ${oneLine(problem.finding.code)}`];
  const seconds = `${(report.durationMs / 1000).toFixed(1)} s`;
  const parts = [...code, 'all checks: -v', ...(problem === null ? [seconds] : [])];
  return hang('  ', parts.join(' · '), screen.columns).map((line) => paint('quiet', line, screen));
}
