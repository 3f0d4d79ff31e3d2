import type { Finding } from '../vocabulary.ts';
import type { Case } from './case.ts';

/** Whose findings tell of a KSA that names no GSA, or none that exists. */
const without = ['ksa-annotation', 'gsa', 'token'];

/** The GSAs that were found for a KSA without one go with the finding that tells of it. */
export function withCandidates(facts: Case): void {
  const testimony = facts.one('gsa-candidates')?.found.testimony ?? null;
  if (testimony?.kind !== 'candidates') return;
  for (const check of facts.of(without))
    check.findings = check.findings.map((one) =>
      // The spread keeps code and arguments together; TypeScript cannot follow it through the union.
      'candidates' in one.args && one.code !== 'impersonation-denied'
        ? ({ ...one, args: { ...one.args, candidates: testimony.candidates } } as Finding)
        : one,
    );
}
