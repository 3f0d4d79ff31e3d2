/** What is the matter, gathered over all identities: each problem once, with everyone whom it hits. */

import type { Report, ReportCause } from '../chain/report.ts';
import { allFindings, findingOf, sameness } from './report-reading.ts';
import type { Located } from './report-reading.ts';

export interface Problem extends Located {
  /** Ids of the identities that it hits; empty for a problem of a cluster. */
  readonly hits: readonly string[];
}

export interface Problems {
  /** Of the run: what its verdict rests on; `null` where nothing is broken. */
  readonly rootCause: Problem | null;
  /** Broken as well, and not explained by the root cause. */
  readonly otherCauses: readonly Problem[];
  /** Inconclusive: what is most likely, and would settle it. */
  readonly suspect: Problem | null;
  readonly warnings: readonly Problem[];
}

export function problemsOf(report: Report): Problems {
  const everything = grouped(report);
  const of = (cause: ReportCause | null): Problem | null => {
    const located = cause === null ? null : findingOf(report, cause);
    return located === null ? null : (everything.get(sameness(located.finding)) ?? null);
  };

  const rootCause = of(report.rootCause);
  const causes = report.identities.flatMap((identity) => [identity.rootCause, ...identity.otherCauses].map(of));
  const ofClusters = [...everything.values()].filter(
    ({ check, identity }) => identity === null && check.status === 'broken',
  );
  const otherCauses = new Set([...ofClusters, ...causes].filter((problem) => problem !== null));
  if (rootCause !== null) otherCauses.delete(rootCause);

  return {
    rootCause,
    otherCauses: [...otherCauses],
    suspect: report.verdict === 'inconclusive' ? (of(report.suspect) ?? firstUnsettled(everything)) : null,
    warnings: [...everything.values()].filter(({ check }) => check.status === 'warn'),
  };
}

/** Where no one cause is suspected, the first thing that could not be seen is what to settle. */
function firstUnsettled(everything: ReadonlyMap<string, Problem>): Problem | null {
  return [...everything.values()].find(({ check }) => check.status === 'unknown') ?? null;
}

function grouped(report: Report): Map<string, Problem> {
  const problems = new Map<string, Problem & { hits: string[] }>();
  for (const located of allFindings(report)) {
    const key = sameness(located.finding);
    const known = problems.get(key) ?? { ...located, hits: [] };
    if (located.identity !== null && !known.hits.includes(located.identity)) known.hits.push(located.identity);
    problems.set(key, known);
  }
  return problems;
}
