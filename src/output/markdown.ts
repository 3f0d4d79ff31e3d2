/** The report for an issue or a ticket: what matters open, the rest folded. */

import type { Report, ReportCheck, ReportFix, ReportIdentity } from '../chain/report.ts';
import { fixLabels, chosen, isAside, termsOf } from './chosen-fixes.ts';
import { chainOf } from './chain-picture.ts';
import { identityOf, legend } from './chain-of-problem.ts';
import { headlineOf } from './headline.ts';
import { code, fenced, prose } from './markdown-text.ts';
import { signs } from './meaning.ts';
import { notChecked } from './not-checked.ts';
import { problemsOf } from './problems.ts';
import type { Problem } from './problems.ts';
import { identityName } from './report-reading.ts';
import { healthySentences, warningSentences } from './rest.ts';

const hitsShown = 20;
/** Rows of the folded tables; a JSON report has all of them. */
const checksShown = 400;

/** Pastes into GitHub and GitLab. Ends with a newline. */
export function renderMarkdown(report: Report): string {
  const problems = problemsOf(report);
  const problem = problems.rootCause ?? problems.suspect;
  const told = new Set([problem, ...problems.otherCauses].map((one) => one?.finding.code ?? ''));
  const unchecked = notChecked(report, told);
  const blocks = [
    ...notice(report),
    ...headline(report, problem),
    ...(problem === null ? [] : cause(problem, report)),
    ...problems.otherCauses.flatMap((one) => alsoBroken(one)),
    list([...warningSentences(problems.warnings, report), ...healthySentences(report)]),
    chainLine(report, problem),
    unchecked === null ? '' : prose(unchecked),
    ...(problem === null ? [] : [`Code: [${code(problem.finding.code)}](${problem.finding.docs})`]),
    ...folds(report),
    `<sub>${prose(`${report.tool.name} ${report.tool.version}, ${report.startedAt}`)}</sub>`,
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function notice(report: Report): string[] {
  return [
    ...(report.sandbox ? ['> **Sandbox**: a lookalike cluster; nothing real was asked.'] : []),
    ...Object.entries(report.endpoints).map(([name, url]) => `> endpoint ${code(name)} is ${code(url)}`),
  ];
}

function headline(report: Report, problem: Problem | null): string[] {
  const { state, first, second, place } = headlineOf(report, problem);
  return [
    `### ${signs[state]} ${prose(first)}`,
    second === null ? '' : prose(second),
    place === '' ? '' : `*${prose(place)}*`,
  ];
}

function cause(problem: Problem, report: Report): string[] {
  const { expected, actual, fixes } = problem.finding;
  const rows = [
    ...(expected === null ? [] : [['expected', expected] as const]),
    ...(actual === null ? [] : [['actual', actual] as const]),
  ];
  const hits = problem.hits.map((id) => identityName(id, report));
  const rest = hits.length - hitsShown;
  const affects = hits.slice(0, hitsShown).map(code).join(', ');
  return [
    rows.length === 0
      ? ''
      : table(
          ['', ''],
          rows.map(([name, value]) => [name, code(value)]),
        ),
    report.identities.length < 2 || hits.length === 0 ? '' : `Affects ${affects}${rest > 0 ? ` and ${rest} more` : ''}`,
    ...fixBlocks(fixes),
  ];
}

function fixBlocks(fixes: readonly ReportFix[]): string[] {
  const told = chosen(fixes, false);
  const verify = told.find((fix) => fix.verify !== '')?.verify;
  return [
    ...told.flatMap((fix) => (isAside(fix, told) ? [] : fixBlock(fix))),
    ...(verify === undefined ? [] : ['**Check**', fenced('sh', verify)]),
  ];
}

function fixBlock(fix: ReportFix): string[] {
  const terms = termsOf(fix);
  return [
    `**${fixLabels[fix.kind]}**: ${prose(fix.title)}${terms === '' ? '' : `  \n${prose(terms)}`}`,
    ...(fix.patch === null
      ? []
      : [
          `In ${code(fix.patch.file)}: ${prose(fix.patch.place)}`,
          fenced(fix.patch.language, fix.patch.content),
          'then:',
        ]),
    fenced('sh', fix.command),
    fix.alternative === null ? '' : `or ${code(fix.alternative)}`,
  ];
}

function alsoBroken({ finding }: Problem): string[] {
  const fix = finding.fixes.find(({ kind }) => kind === 'now') ?? finding.fixes[0];
  return [
    `${signs.broken} Also broken: ${prose(finding.summary)}`,
    ...(fix === undefined ? [] : [fenced('sh', fix.command)]),
  ];
}

function chainLine(report: Report, problem: Problem | null): string {
  const identity = identityOf(report, problem);
  if (identity === null) return '';
  const links = chainOf(identity, report);
  const told = legend(links, problem);
  return [
    links.map(({ link, state }) => `${link} ${signs[state]}`).join(' → '),
    ...(told === '' ? [] : [`<sub>${prose(told)}</sub>`]),
  ].join('  \n');
}

function folds(report: Report): string[] {
  return [
    ...report.clusters.map(({ context, checks }) => fold(`Cluster ${context}: ${checks.length} checks`, checks)),
    ...report.identities
      .filter(({ verdict }) => verdict !== 'healthy' || report.identities.length === 1)
      .map((identity) => fold(`${nameOf(identity, report)}: ${identity.checks.length} checks`, identity.checks)),
  ];
}

function nameOf({ id, gsa }: ReportIdentity, report: Report): string {
  return gsa === null ? identityName(id, report) : `${identityName(id, report)} → ${gsa}`;
}

function fold(title: string, checks: readonly ReportCheck[]): string {
  if (checks.length === 0) return '';
  const rows = checks
    .slice(0, checksShown)
    .map((check) => [
      `${signs[check.status]} ${check.status}`,
      code(check.id),
      check.target === null ? '' : code(check.target),
      prose(check.findings[0]?.summary ?? check.notes[0] ?? check.title),
    ]);
  const rest = checks.length - rows.length;
  return [
    '<details>',
    `<summary>${prose(title)}</summary>`,
    '',
    table(['', 'check', 'image', ''], rows),
    ...(rest > 0 ? ['', `and ${rest} more`] : []),
    '',
    '</details>',
  ].join('\n');
}

function list(sentences: readonly string[]): string {
  return sentences.map((sentence) => `- ${prose(sentence)}`).join('\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
