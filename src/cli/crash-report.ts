import { reportFix } from '../chain/report.ts';
import type { Report, ReportCause, ReportCheck } from '../chain/report.ts';
import { finding } from '../chain/vocabulary.ts';
import { describe } from '../findings/describe.ts';
import { safeProblem } from './safe-text.ts';
import { version } from './version.ts';

/** A report that says nothing yet. */
export function emptyReport(sandbox: boolean, startedAt: number, now: number): Report {
  return {
    schemaVersion: '1',
    tool: { name: 'flux-wi', version },
    startedAt: new Date(startedAt).toISOString(),
    durationMs: Math.max(0, now - startedAt),
    sandbox,
    endpoints: {},
    verdict: 'inconclusive',
    rootCause: null,
    suspect: null,
    interrupted: null,
    clusters: [],
    identities: [],
    redactions: { tokens: 0, names: 0 },
  };
}

/** What was known when the program itself failed, with that failure as what to look into first. */
export function crashReport(error: unknown, known: Report): Report {
  const problem = safeProblem(error);
  const internal = finding('internal-error', { problem, where: placeOf(error) });
  const words = describe(internal);
  const check: ReportCheck = {
    id: 'flux-wi',
    link: 'none',
    title: 'flux-wi itself works',
    status: 'unknown',
    blockedBy: null,
    target: null,
    durationMs: 0,
    attempts: 1,
    notes: [],
    findings: [
      { code: internal.code, args: { ...internal.args }, ...words, fixes: words.fixes.map((fix) => reportFix(fix)) },
    ],
    evidence: [],
  };
  const suspect: ReportCause = {
    code: internal.code,
    check: check.id,
    link: 'none',
    identity: null,
    target: null,
    summary: words.summary,
  };
  const [first, ...others] = known.clusters;
  const cluster = first ?? { context: '', project: null, location: null, name: null, workloadPool: null, checks: [] };
  return {
    ...known,
    verdict: known.verdict === 'broken' ? 'broken' : 'inconclusive',
    suspect,
    clusters: [{ ...cluster, checks: [...cluster.checks, check] }, ...others],
  };
}

/** The function that failed, as far as the stack tells, without paths of this machine. */
function placeOf(error: unknown): string {
  const frame = error instanceof Error ? /^\s*at (?:async )?([\w.<>#]+) \(/m.exec(error.stack ?? '') : null;
  return frame?.[1] ?? 'unknown';
}
