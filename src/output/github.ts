/** The report as workflow commands of GitHub Actions: an annotation for each cause. */

import type { Report, ReportFinding } from '../chain/report.ts';
import { headlineOf } from './headline.ts';
import { oneLine, pasteable } from './one-line.ts';
import { problemsOf } from './problems.ts';
import { chosen } from './chosen-fixes.ts';

/** GitHub shows ten annotations of a kind for a step; more would push out those of others. */
const annotationsShown = 10;

export function renderGithub(report: Report): string {
  const problems = problemsOf(report);
  const problem = problems.rootCause ?? problems.suspect;
  const { first, second, place } = headlineOf(report, problem);
  const summary = [first, second, place === '' ? null : place].filter((part) => part !== null).join('\n');
  const level = report.verdict === 'broken' ? 'error' : report.verdict === 'healthy' ? 'notice' : 'warning';
  const lines = [
    annotation(level, 'flux-wi', problem === null ? summary : `${summary}\n${detail(problem.finding)}`),
    ...problems.otherCauses.map(({ finding }) =>
      annotation('error', finding.code, `${finding.summary}\n${detail(finding)}`),
    ),
    ...problems.warnings.map(({ finding }) => annotation('warning', finding.code, finding.summary)),
  ];
  return `${lines.slice(0, annotationsShown).join('\n')}\n`;
}

function detail({ fixes, docs }: ReportFinding): string {
  const commands = chosen(fixes, false)
    .slice(0, 1)
    .map(({ command }) => pasteable(command));
  return [...commands, docs].join('\n');
}

/** Percent, line breaks and, in a property, colon and comma are data (GitHub, "Workflow commands"). */
function annotation(level: 'error' | 'warning' | 'notice', title: string, message: string): string {
  const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  const property = (text: string): string => data(oneLine(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
  return `::${level} title=${property(title)}::${data(pasteable(message))}`;
}
