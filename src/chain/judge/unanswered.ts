/** What did not answer: it never vanishes from a report, and where it kept a proof from being made it is the headline. */

import type { Code } from '../vocabulary.ts';
import { accessChecks } from './case.ts';
import type { Case, Judged } from './case.ts';

const codes: ReadonlySet<Code> = new Set([
  'api-unreachable',
  'cluster-unreachable',
  'google-rate-limited',
  'perimeter-denied',
]);

/** The calls by which the proof is made, in their order. */
const proof = ['token-request', 'token-exchange', 'token', ...accessChecks];

/** It asked, and no answer came that it could go by. A caller who may not ask is another matter. */
export function isUnanswered(check: Judged): boolean {
  return check.findings.some((one) => codes.has(one.code));
}

/** The first call of the proof that was not answered, and that nothing else made up for. */
export function unansweredProof(facts: Case): Judged | null {
  for (const id of proof) {
    const found = facts.of([id]).find((check) => check.status === 'unknown' && isUnanswered(check));
    if (found !== undefined) return found;
  }
  return null;
}
