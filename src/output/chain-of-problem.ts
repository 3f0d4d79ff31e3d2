/** The one chain that an output draws in short: that of the identity which the problem hits first. */

import type { Report, ReportIdentity } from '../chain/report.ts';
import type { LinkPicture } from './chain-picture.ts';
import { signs, stateWords } from './meaning.ts';
import type { Problem } from './problems.ts';

export function identityOf(report: Report, problem: Problem | null): ReportIdentity | null {
  const hit = problem?.hits[0];
  const { identities } = report;
  return (
    identities.find(({ id }) => id === hit) ??
    identities.find(({ verdict }) => verdict === report.verdict) ??
    identities[0] ??
    null
  );
}

/** What the signs mean; empty where there is one alone. */
export function legend(links: readonly LinkPicture[], problem: Problem | null): string {
  const states = [...new Set(links.map(({ state }) => state))];
  if (states.length === 1) return '';
  return states
    .map((state) => {
      const because = state === 'blocked' && problem !== null ? `, because of ${problem.check.link}` : '';
      return `${signs[state]} ${stateWords[state]}${because}`;
    })
    .join(' · ');
}
