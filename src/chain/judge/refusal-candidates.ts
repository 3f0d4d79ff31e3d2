/** What may be behind a refusal to become the GSA, where no reading explains it. */

import { finding } from '../vocabulary.ts';
import type { Finding } from '../vocabulary.ts';
import type { Case } from './case.ts';

/** What it may always be, as long as nothing was read. */
export const refusalCandidates = {
  binding: 'a missing binding',
  deny: 'a deny policy or a principal access boundary',
  young: 'a binding younger than a few minutes',
  absent: 'an absent GSA',
} as const;

/** Leaves out what was read to be in order, and puts a grant that was read and may not hold in front. */
export function withCandidatesLeft(one: Finding, facts: Case): Finding {
  if (one.code !== 'impersonation-denied' || !one.args.candidates.includes(refusalCandidates.binding)) return one;
  const passed = (id: string): boolean => facts.one(id)?.status === 'pass';
  const binding = facts.one('binding');
  const wasRead = passed('google-credentials') && binding?.status === 'unknown' && binding.findings.length === 0;
  const grants = passed('binding') ? [] : wasRead ? binding.notes : [refusalCandidates.binding];
  const candidates = [
    ...grants,
    passed('binding-deny') ? 'a principal access boundary' : refusalCandidates.deny,
    refusalCandidates.young,
    ...(passed('gsa') ? [] : [refusalCandidates.absent]),
  ];
  return finding('impersonation-denied', { ...one.args, candidates });
}
