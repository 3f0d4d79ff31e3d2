/** What the run comes to: verdict, root cause, and what to paste. */

import type { Report, ReportFix } from '../chain/report.ts';
import { signs } from './meaning.ts';
import type { Meaning } from './meaning.ts';
import { oneLine, pasteable } from './one-line.ts';
import { problemsOf } from './problems.ts';
import type { Problem } from './problems.ts';
import { identityName } from './report-reading.ts';
import { paint } from './screen.ts';
import type { Screen } from './screen.ts';
import { hang } from './wrap.ts';

const namesShown = 8;

export function conclusion(report: Report, screen: Screen): string[] {
  const { rootCause, otherCauses, suspect, warnings } = problemsOf(report);
  const blocks: string[][] = [verdict(report, rootCause ?? suspect, screen)];
  if (rootCause !== null) blocks.push(inFull(rootCause, report, screen));
  if (suspect !== null) blocks.push(whatWouldSettleIt(suspect, report, screen));
  for (const cause of otherCauses) blocks.push(inShort(cause, 'broken', 'broken too', report, screen));
  for (const warning of warnings) blocks.push(inShort(warning, 'warn', 'warning', report, screen));
  return blocks.flatMap((block, at) => (at === 0 ? block : ['', ...block]));
}

function verdict(report: Report, problem: Problem | null, screen: Screen): string[] {
  const cut = report.interrupted === null ? '' : ` (cut short: ${report.interrupted}; this is what was known)`;
  const told = `${verdictText(report, problem)}${cut}`;
  const [meaning, sign] = verdictLooks[report.verdict];
  return hang(`${sign} `, oneLine(told), screen.columns).map((line) => paint(meaning, line, screen));
}

const verdictLooks: Readonly<Record<Report['verdict'], readonly [Meaning, string]>> = {
  healthy: ['status.pass', signs.pass],
  broken: ['status.broken', signs.broken],
  inconclusive: ['status.unknown', signs.unknown],
};

function verdictText(report: Report, problem: Problem | null): string {
  const count = report.identities.length;
  const summary = problem?.finding.summary;
  if (report.verdict === 'healthy') {
    return `HEALTHY: ${count === 1 ? 'the identity reads its images' : `all ${count} identities read their images`}`;
  }
  if (report.verdict === 'broken') return problem === null ? 'BROKEN' : `BROKEN at ${problem.check.link}: ${summary}`;
  if (problem === null) return 'INCONCLUSIVE: nothing wrong found, not proved';
  // A right that is missing is no fault of the chain: what it would have shown may be well.
  const isUnseen = report.suspect === null || problem.finding.code.endsWith('-permission-missing');
  const likely = isUnseen ? 'nothing wrong found, not proved' : 'not settled; most likely';
  return `INCONCLUSIVE: ${likely}: ${summary}`;
}

function inFull(problem: Problem, report: Report, screen: Screen): string[] {
  return [
    ...comparison(problem, screen),
    ...hits(problem, report, screen),
    ...seen(problem, screen),
    ...fixLines(problem.finding.fixes, screen, 'Fix'),
    ...more(problem, screen),
  ];
}

function whatWouldSettleIt(problem: Problem, report: Report, screen: Screen): string[] {
  return [
    ...comparison(problem, screen),
    ...hits(problem, report, screen),
    ...fixLines(problem.finding.fixes.slice(0, 1), screen, 'What settles it'),
    ...more(problem, screen),
  ];
}

function inShort(problem: Problem, state: 'broken' | 'warn', label: string, report: Report, screen: Screen): string[] {
  const summary = `${label} at ${problem.check.link}: ${problem.finding.summary}`;
  return [
    ...hang(`${paint(`status.${state}`, signs[state], screen)} `, oneLine(summary), screen.columns),
    ...comparison(problem, screen),
    ...hits(problem, report, screen),
    ...fixLines(problem.finding.fixes.slice(0, 1), screen, 'Fix'),
    ...more(problem, screen),
  ];
}

/** What should stand there, beside what does. */
function comparison({ finding }: Problem, screen: Screen): string[] {
  return [
    ...(finding.expected === null ? [] : labelled('expected', finding.expected, 'status.pass', screen)),
    ...(finding.actual === null ? [] : labelled('actual', finding.actual, 'status.broken', screen)),
  ];
}

function hits(problem: Problem, report: Report, screen: Screen): string[] {
  if (report.identities.length < 2 || problem.hits.length === 0) return [];
  const names = problem.hits.slice(0, namesShown).map((id) => identityName(id, report));
  const rest = problem.hits.length - names.length;
  return labelled('hits', names.join(', ') + (rest > 0 ? ` and ${rest} more` : ''), 'quiet', screen);
}

/** The first answers behind the finding, which were asked for its own sake; a JSON report has all. */
function seen({ check }: Problem, screen: Screen): string[] {
  return check.evidence
    .slice(0, 2)
    .flatMap(({ api, resource, summary }) => labelled('seen', `${api} ${resource}: ${summary}`, 'quiet', screen));
}

function labelled(label: string, text: string, meaning: Meaning, screen: Screen): string[] {
  const [first = '', ...rest] = hang(`  ${label.padEnd(8)}  `, oneLine(text), screen.columns);
  return [
    `  ${label.padEnd(8)}  ${paint(meaning, first.slice(12), screen)}`,
    ...rest.map((line) => paint(meaning, line, screen)),
  ];
}

function more({ finding }: Problem, screen: Screen): string[] {
  return ['', paint('quiet', `  More: flux-wi explain ${oneLine(finding.code)}`, screen)];
}

/** The fixes in their order: what survives first. How to check is the same for all. */
function fixLines(fixes: readonly ReportFix[], screen: Screen, label: string): string[] {
  return fixes.flatMap((fix, at) => {
    const needs = fix.permission === '' ? [] : [`Needs: ${fix.permission}.`];
    const takes = fix.takes === '' ? [] : [`Takes: ${fix.takes}.`];
    const terms = hang('    ', oneLine([...needs, ...takes].join(' ')), screen.columns);
    return [
      '',
      ...hang(`  ${at === 0 ? label : 'Or'}: `, oneLine(fix.title), screen.columns, 4),
      ...(at > 0 ? [] : terms.map((line) => paint('quiet', line, screen))),
      ...(fix.patch === null
        ? []
        : ['', ...hang('  File: ', oneLine(fix.patch.file), screen.columns, 4), ...paste(fix.patch.content, screen)]),
      ...paste(fix.command, screen),
      ...(fix.verify === '' || at > 0 ? [] : ['', '  Then check:', ...paste(fix.verify, screen)]),
    ];
  });
}

/** To be copied: never wrapped. Several lines begin at the margin, because heredocs and YAML need it. */
function paste(text: string, screen: Screen): string[] {
  if (text.trim() === '') return [];
  const lines = pasteable(text).split('\n');
  const indent = lines.length === 1 ? '    ' : '';
  return ['', ...lines.map((line) => indent + paint('command', line, screen))];
}
