/** The report as JUnit XML: a suite for each cluster and identity, a case for each check. */

import type { Report, ReportCheck } from '../chain/report.ts';
import { chosen } from './chosen-fixes.ts';
import { identityName } from './report-reading.ts';
import { escaped } from './xml-text.ts';

/**
 * A broken check is a failure; one that could not be settled is an error where the run is inconclusive, else skipped,
 * so that a pipeline's count of failures says what the exit code says.
 */
export function renderJunit(report: Report): string {
  const suites = [
    ...report.clusters.map(({ context, checks }) => suite(`cluster ${context}`, checks, report)),
    ...report.identities.map(({ id, checks }) => suite(identityName(id, report), checks, report)),
  ];
  const seconds = (report.durationMs / 1000).toFixed(3);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="flux-wi" time="${seconds}">`,
    ...suites,
    '</testsuites>',
    '',
  ].join('\n');
}

function suite(name: string, checks: readonly ReportCheck[], report: Report): string {
  const outcomes = checks.map((check) => outcomeOf(check, report));
  const count = (kind: Outcome): number => outcomes.filter((one) => one === kind).length;
  return [
    `  <testsuite name="${escaped(name)}" tests="${checks.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}" timestamp="${escaped(report.startedAt)}">`,
    ...checks.map((check, at) => testCase(name, check, outcomes[at] ?? 'passed')),
    '  </testsuite>',
  ].join('\n');
}

type Outcome = 'passed' | 'failure' | 'error' | 'skipped';

function outcomeOf({ status }: ReportCheck, report: Report): Outcome {
  switch (status) {
    case 'pass':
    case 'warn':
      return 'passed';
    case 'broken':
      return 'failure';
    case 'unknown':
      return report.verdict === 'inconclusive' ? 'error' : 'skipped';
    case 'blocked':
    case 'skipped':
      return 'skipped';
    default:
      return status satisfies never;
  }
}

function testCase(suiteName: string, check: ReportCheck, outcome: Outcome): string {
  const name = check.target === null ? check.id : `${check.id} ${check.target}`;
  const head = `    <testcase classname="${escaped(suiteName)}" name="${escaped(name)}" time="${(check.durationMs / 1000).toFixed(3)}"`;
  const [finding] = check.findings;
  const message = finding?.summary ?? check.notes[0] ?? check.title;
  const type = finding?.code ?? check.status;
  if (outcome === 'skipped') return `${head}><skipped message="${escaped(message)}"/></testcase>`;
  if (outcome === 'passed') {
    return finding === undefined
      ? `${head}/>`
      : `${head}><system-out>${escaped(`${type}: ${message}`)}</system-out></testcase>`;
  }
  return `${head}><${outcome} type="${escaped(type)}" message="${escaped(message)}">${escaped(detail(check))}</${outcome}></testcase>`;
}

function detail({ findings }: ReportCheck): string {
  return findings
    .flatMap(({ summary, expected, actual, fixes, docs }) => [
      summary,
      ...(expected === null ? [] : [`expected: ${expected}`]),
      ...(actual === null ? [] : [`actual: ${actual}`]),
      ...chosen(fixes, false)
        .slice(0, 1)
        .map(({ command }) => command),
      docs,
    ])
    .join('\n');
}
