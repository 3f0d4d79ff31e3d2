import type { Binding } from '../finding-args.ts';
import { parseMember } from '../iam/member.ts';
import { shown } from './shown.ts';

/** A member that stands in a policy, and beside it each part that differs from what it should be. */
export function memberParts(member: string, wanted: Binding): string {
  const parsed = parseMember(member);
  if (parsed.kind !== 'ksa' && parsed.kind !== 'ksa-principal') return shown(member);
  const differing = [
    ['pool', parsed.pool, wanted.pool],
    ['namespace', parsed.namespace, wanted.namespace],
    ['KSA', parsed.ksa, wanted.ksa],
  ]
    .filter(([, found, should]) => found !== should)
    .map(([part, found, should]) => `${part} ${shown(found ?? '')} instead of ${shown(should ?? '')}`);
  return differing.length === 0 ? shown(member) : `${shown(member)} (${differing.join(', ')})`;
}
