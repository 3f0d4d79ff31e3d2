/** Questions that every output asks of a report. */

import type { Report, ReportCause, ReportCheck, ReportFinding } from '../chain/report.ts';
import { contextOf } from '../chain/vocabulary.ts';
import type { Status } from '../chain/vocabulary.ts';

/** A finding with the check that found it and whose it is. `identity` is `null` for one of a cluster. */
export interface Located {
  readonly finding: ReportFinding;
  readonly check: ReportCheck;
  readonly identity: string | null;
  readonly context: string;
}

/** Every check of the report, those of the clusters first. */
export function* allChecks(
  report: Report,
): Generator<{ check: ReportCheck; identity: string | null; context: string }> {
  for (const { checks, context } of report.clusters)
    for (const check of checks) yield { check, identity: null, context };
  for (const { checks, id } of report.identities)
    for (const check of checks) yield { check, identity: id, context: contextOf(id) };
}

export function* allFindings(report: Report): Generator<Located> {
  for (const { check, identity, context } of allChecks(report))
    for (const finding of check.findings) yield { finding, check, identity, context };
}

export function statusesOf(report: Report): Set<Status> {
  return new Set([...allChecks(report)].map(({ check }) => check.status));
}

export function hasFinding(report: Report, code: string): boolean {
  return [...allFindings(report)].some(({ finding }) => finding.code === code);
}

/** The finding that a cause speaks of, on the identity's own check or on one of its cluster; `null`: it is not there. */
export function findingOf(report: Report, cause: ReportCause): Located | null {
  const fits = [...allFindings(report)].filter(
    ({ finding, check }) => finding.code === cause.code && check.id === cause.check && check.target === cause.target,
  );
  const ofCluster = ({ identity, context }: Located): boolean =>
    identity === null && (cause.identity === null || context === contextOf(cause.identity));
  return fits.find(({ identity }) => identity === cause.identity) ?? fits.find(ofCluster) ?? null;
}

/** Findings that say the same, whoever's they are: told once. */
export function sameness(finding: ReportFinding): string {
  return JSON.stringify([finding.code, finding.summary, finding.fixes.map(({ command }) => command)]);
}

/** `NAMESPACE/KSA` of an identity's id, with the context where there are several. */
export function identityName(id: string, report: Report): string {
  return report.clusters.length > 1 ? id : id.slice(contextOf(id).length + 1);
}
