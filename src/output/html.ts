/** The report as one HTML page: no script, no external load, light and dark, prints. */

import { createHash } from 'node:crypto';
import type { Report, ReportCheck, ReportFix } from '../chain/report.ts';
import { chainOf } from './chain-picture.ts';
import { identityOf, legend } from './chain-of-problem.ts';
import { chosen, fixLabels, isAside, termsOf } from './chosen-fixes.ts';
import { headlineOf } from './headline.ts';
import { chainSvg } from './html-chain.ts';
import { style } from './html-style.ts';
import { stateWords, signs } from './meaning.ts';
import { notChecked } from './not-checked.ts';
import { oneLine, pasteable } from './one-line.ts';
import { problemsOf } from './problems.ts';
import type { Problem } from './problems.ts';
import { identityName } from './report-reading.ts';
import { healthySentences, warningSentences } from './rest.ts';
import { escaped } from './xml-text.ts';

const hitsShown = 20;
/** Rows of one table; a JSON report has all of them. */
const checksShown = 400;

/** Ends with a newline. */
export function renderHtml(report: Report): string {
  const problems = problemsOf(report);
  const problem = problems.rootCause ?? problems.suspect;
  const { state, first, second, place } = headlineOf(report, problem);
  const told = new Set([problem, ...problems.otherCauses].map((one) => one?.finding.code ?? ''));
  const unchecked = notChecked(report, told);
  const body = [
    report.sandbox ? p('notice', 'Sandbox: a lookalike cluster; nothing real was asked.') : '',
    ...Object.entries(report.endpoints).map(([name, url]) => p('notice', `endpoint ${name} is ${url}`)),
    `<h1 class="${state}"><span aria-hidden="true">${signs[state]}</span> ${text(first)}</h1>`,
    second === null ? '' : p('cause', second),
    place === '' ? '' : p('place', place),
    chain(report, problem),
    ...(problem === null ? [] : cause(problem, report)),
    ...problems.otherCauses.map(alsoBroken),
    list([...warningSentences(problems.warnings, report), ...healthySentences(report)]),
    unchecked === null ? '' : p('place', unchecked),
    ...tables(report),
    `<footer>${problem === null ? '' : `<a href="${escaped(problem.finding.docs)}">${text(problem.finding.code)}</a> · `}${text(`${report.tool.name} ${report.tool.version}, ${report.startedAt}`)}</footer>`,
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${hashOf(style)}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${text(`flux-wi: ${first}`)}</title>
<style>${style}</style>
</head>
<body>
<main>
${body.filter((part) => part !== '').join('\n')}
</main>
</body>
</html>
`;
}

function hashOf(content: string): string {
  return `sha256-${createHash('sha256').update(content).digest('base64')}`;
}

function text(value: string): string {
  return escaped(oneLine(value));
}

function p(name: string, value: string): string {
  return `<p class="${name}">${text(value)}</p>`;
}

function chain(report: Report, problem: Problem | null): string {
  const identity = identityOf(report, problem);
  if (identity === null) return '';
  const links = chainOf(identity, report);
  const told = legend(links, problem);
  return [
    '<figure>',
    chainSvg(links),
    `<figcaption>${text(identityName(identity.id, report))}${told === '' ? '' : ` · ${text(told)}`}</figcaption>`,
    '</figure>',
  ].join('\n');
}

function cause(problem: Problem, report: Report): string[] {
  const { expected, actual, fixes } = problem.finding;
  const hits = problem.hits.map((id) => identityName(id, report));
  const rest = hits.length - hitsShown;
  const rows = [
    ...(expected === null ? [] : [`<dt>expected</dt><dd><code>${text(expected)}</code></dd>`]),
    ...(actual === null ? [] : [`<dt>actual</dt><dd><code>${text(actual)}</code></dd>`]),
    ...(report.identities.length < 2 || hits.length === 0
      ? []
      : [
          `<dt>affects</dt><dd>${text(hits.slice(0, hitsShown).join(', '))}${rest > 0 ? ` and ${rest} more` : ''}</dd>`,
        ]),
  ];
  return [rows.length === 0 ? '' : `<dl>${rows.join('')}</dl>`, ...fixBlocks(fixes)];
}

function fixBlocks(fixes: readonly ReportFix[]): string[] {
  const told = chosen(fixes, false);
  const verify = told.find((fix) => fix.verify !== '')?.verify;
  return [
    ...told.filter((fix) => !isAside(fix, told)).map(fixBlock),
    ...(verify === undefined ? [] : [`<section><h2>Check</h2>${pre(verify)}</section>`]),
  ];
}

function fixBlock(fix: ReportFix): string {
  const terms = termsOf(fix);
  const edit =
    fix.patch === null
      ? ''
      : `${p('place', `${fix.patch.file}: ${fix.patch.place}`)}${pre(fix.patch.content)}<p>then:</p>`;
  const other = fix.alternative === null ? '' : `<p>or <code>${text(fix.alternative)}</code></p>`;
  return `<section><h2>${fixLabels[fix.kind]}</h2><p>${text(fix.title)}</p>${terms === '' ? '' : p('place', terms)}${edit}${pre(fix.command)}${other}</section>`;
}

/** Reached by the keyboard, so that a long line can be scrolled without a mouse. */
function pre(command: string): string {
  return `<pre tabindex="0" role="region" aria-label="to be pasted"><code>${escaped(pasteable(command))}</code></pre>`;
}

function alsoBroken({ finding }: Problem): string {
  const fix = finding.fixes.find(({ kind }) => kind === 'now') ?? finding.fixes[0];
  return `<section><h2>Also broken</h2><p>${text(finding.summary)}</p>${fix === undefined ? '' : pre(fix.command)}</section>`;
}

function list(sentences: readonly string[]): string {
  return sentences.length === 0 ? '' : `<ul>${sentences.map((one) => `<li>${text(one)}</li>`).join('')}</ul>`;
}

function tables(report: Report): string[] {
  return [
    ...report.clusters.map(({ context, checks }) => table(`Cluster ${context}`, checks)),
    ...report.identities
      .filter(({ verdict }) => verdict !== 'healthy' || report.identities.length === 1)
      .map(({ id, gsa, checks }) => table(`${identityName(id, report)}${gsa === null ? '' : ` → ${gsa}`}`, checks)),
  ];
}

function table(title: string, checks: readonly ReportCheck[]): string {
  if (checks.length === 0) return '';
  const rows = checks.slice(0, checksShown).map((check) => {
    const said = check.findings[0]?.summary ?? check.notes[0] ?? check.title;
    const image = check.target === null ? '' : ` <code>${text(check.target)}</code>`;
    return `<tr><td class="${check.status}">${signs[check.status]} ${stateWords[check.status]}</td><td><code>${text(check.id)}</code>${image}</td><td>${text(said)}</td></tr>`;
  });
  const rest = checks.length - rows.length;
  return `<details><summary>${text(title)}: ${checks.length} checks</summary><table><thead><tr><th>status</th><th>check</th><th>what</th></tr></thead><tbody>${rows.join('')}</tbody></table>${rest > 0 ? `<p>and ${rest} more</p>` : ''}</details>`;
}
