/** The head of a text, which says what was looked at, and its foot. */

import type { Report } from '../chain/report.ts';
import { oneLine } from './one-line.ts';
import { allChecks } from './report-reading.ts';
import { paint } from './screen.ts';
import type { Screen } from './screen.ts';
import { hang } from './wrap.ts';

/** What must never be overlooked: that it is the sandbox, and which endpoints are not Google's own. */
export function notice(report: Report, screen: Screen): string[] {
  const sandbox = report.sandbox
    ? hang('', 'SANDBOX: a lookalike cluster on this machine; nothing real was asked.', screen.columns).map((line) =>
        paint('sandbox', line, screen),
      )
    : [];
  const endpoints = Object.entries(report.endpoints).flatMap(([name, url]) =>
    fact('endpoint', `${name} is ${url}`, screen),
  );
  return [...sandbox, ...endpoints];
}

export function header(report: Report, screen: Screen): string[] {
  const lines: string[] = [];
  for (const cluster of report.clusters) {
    const place = [cluster.name, cluster.location].filter((part) => part !== null).join(' in ');
    const known = [place, cluster.workloadPool === null ? '' : `pool ${cluster.workloadPool}`].filter(
      (part) => part !== '',
    );
    const context = oneLine(cluster.context);
    lines.push(...fact('cluster', known.length === 0 ? context : `${known.join(', ')} (context ${context})`, screen));
  }
  lines.push(...projects(report, screen));
  return lines;
}

/** Whose is what: the cluster, the accounts and the registries are often of three projects. */
function projects(report: Report, screen: Screen): string[] {
  const names = (values: readonly (string | null)[]): string =>
    [...new Set(values.filter((value) => value !== null))].sort().join(', ') || 'not known';
  const ofCluster = names([
    ...report.clusters.map(({ project }) => project),
    ...report.identities.map(({ projects }) => projects.cluster),
  ]);
  if (report.identities.length === 0) return fact('projects', `cluster ${ofCluster}`, screen);
  const ofGsa = names(report.identities.map(({ projects }) => projects.gsa));
  const ofRegistries = names(report.identities.flatMap(({ projects }) => projects.registries));
  return fact('projects', `cluster ${ofCluster} · GSA ${ofGsa} · registry ${ofRegistries}`, screen);
}

function fact(name: string, text: string, screen: Screen): string[] {
  return hang(`${name.padEnd(9)} `, oneLine(text), screen.columns).map((line) => paint('quiet', line, screen));
}

export function footer(report: Report, screen: Screen): string[] {
  const checks = [...allChecks(report)].length;
  const version = `${report.tool.name} ${report.tool.version}`;
  const text = `${checks} checks in ${seconds(report.durationMs)}, from ${report.startedAt}; ${version}`;
  return hang('', oneLine(text), screen.columns).map((line) => paint('quiet', line, screen));
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
