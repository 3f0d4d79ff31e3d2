/** What may be behind a refusal to impersonate the GSA, where no reading explains it. */

import type { RefusalCandidate } from '../../findings/token/impersonation-denied.ts';
import { finding } from '../vocabulary.ts';
import type { Finding } from '../vocabulary.ts';
import type { Case } from './case.ts';

/** Leaves out what was read to be in order, and puts a grant that was read and may not count in front. */
export function withCandidatesLeft(one: Finding, facts: Case): Finding {
  if (one.code !== 'impersonation-denied' || !one.args.candidates.includes('binding')) return one;
  const passed = (id: string): boolean => facts.one(id)?.status === 'pass';
  const uncertain = facts.one('binding')?.findings.some(({ code }) => code === 'binding-uncertain') === true;
  const grant: readonly RefusalCandidate[] = uncertain ? ['uncertain-grant'] : ['binding'];
  const candidates: readonly RefusalCandidate[] = [
    ...(passed('binding') ? [] : grant),
    passed('binding-deny') ? 'boundary' : 'deny-or-boundary',
    'young',
    ...(passed('gsa') ? [] : (['absent'] as const)),
  ];
  return finding('impersonation-denied', { ...one.args, candidates });
}
