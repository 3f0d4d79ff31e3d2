/** What changed between two reports of one cluster, and a summary of many. */

import type { Report } from '../chain/report.ts';
import { toAscii } from './ascii.ts';
import { headlineOf } from './headline.ts';
import { signs } from './meaning.ts';
import { oneLine } from './one-line.ts';
import { problemsOf } from './problems.ts';
import { allChecks, identityName } from './report-reading.ts';
import type { Screen } from './screen.ts';
import { hang } from './wrap.ts';

const changesShown = 200;

/** Of two runs on the same cluster, the earlier first: checks that changed, came or went. */
export function renderChanges(before: Report, after: Report, screen: Screen): string {
  const earlier = statuses(before);
  const later = statuses(after);
  const changes = [...new Set([...earlier.keys(), ...later.keys()])].flatMap((key) => {
    const was = earlier.get(key) ?? 'not there';
    const is = later.get(key) ?? 'not there';
    return was === is ? [] : [`${key}: ${was} → ${is}`];
  });
  const lines = [
    ...head('before', before, screen),
    ...head('after', after, screen),
    '',
    ...(changes.length === 0
      ? ['No check changed.']
      : changes.slice(0, changesShown).flatMap((text) => hang('  ', oneLine(text), screen.columns))),
    ...(changes.length > changesShown ? [`  and ${changes.length - changesShown} more`] : []),
  ];
  return finished(lines, screen);
}

function head(name: string, report: Report, screen: Screen): string[] {
  const { rootCause, suspect } = problemsOf(report);
  const { state, first } = headlineOf(report, rootCause ?? suspect);
  return hang(`${name.padEnd(7)} ${signs[state]} `, oneLine(`${first} (${report.startedAt})`), screen.columns);
}

function statuses(report: Report): ReadonlyMap<string, string> {
  const told = [...allChecks(report)].map(({ check, identity, context }) => {
    const whose = identity === null ? `cluster ${context}` : identityName(identity, report);
    const codes = check.findings.map(({ code }) => code);
    const status = codes.length === 0 ? check.status : `${check.status} (${codes.join(', ')})`;
    return [`${whose} ${check.id}${check.target === null ? '' : ` ${check.target}`}`, status] as const;
  });
  return new Map(told);
}

const worst: Readonly<Record<Report['verdict'], number>> = { broken: 0, inconclusive: 1, healthy: 2 };

/** Clusters by root cause, worst first. */
export function renderFleet(
  reports: readonly { readonly name: string; readonly report: Report }[],
  screen: Screen,
): string {
  const groups = Map.groupBy(reports, ({ report }) => `${report.verdict} ${causeOf(report)}`);
  const ordered = [...groups.values()].toSorted((a, b) => rank(a) - rank(b) || b.length - a.length);
  const lines = ordered.flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { report } = first;
    const { rootCause, suspect } = problemsOf(report);
    const told = headlineOf(report, rootCause ?? suspect);
    const count = `${group.length} ${group.length === 1 ? 'cluster' : 'clusters'}`;
    const code = causeOf(report);
    return [
      ...hang(
        `${signs[told.state]} `,
        oneLine(`${count} ${report.verdict}${code === '' ? '' : `: ${code}`}`),
        screen.columns,
      ),
      ...group.flatMap(({ name, report: one }) => hang('    ', oneLine(`${placeOf(one)} (${name})`), screen.columns)),
    ];
  });
  return finished(lines, screen);
}

function rank([first]: readonly { readonly report: Report }[]): number {
  return first === undefined ? worst.healthy : worst[first.report.verdict];
}

function causeOf(report: Report): string {
  return (report.rootCause ?? report.suspect)?.code ?? '';
}

function placeOf(report: Report): string {
  return report.clusters.map(({ context }) => context).join(', ') || 'no cluster';
}

function finished(lines: readonly string[], screen: Screen): string {
  const text = lines.map((line) => line.trimEnd()).join('\n');
  return `${screen.unicode ? text : toAscii(text)}\n`;
}
