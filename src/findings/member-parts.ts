import type { Binding } from './subjects.ts';
import { parseMember } from '../chain/iam/member.ts';

/** A member that stands in a policy, and beside it each part that differs from what it should be. */
export function memberParts(member: string, wanted: Binding): string {
  const parsed = parseMember(member);
  if (parsed.kind !== 'ksa' && parsed.kind !== 'ksa-principal') return member;
  const differing = [
    ['pool', parsed.pool, wanted.pool],
    ['namespace', parsed.namespace, wanted.namespace],
    ['KSA', parsed.ksa, wanted.ksa],
  ]
    .filter(([, found, should]) => found !== should)
    .map(([part, found, should]) => `${part} ${found ?? ''} instead of ${should ?? ''}`);
  return differing.length === 0 ? member : `${member} (${differing.join(', ')})`;
}
