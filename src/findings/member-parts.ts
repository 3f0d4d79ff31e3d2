import { parseMember } from '../chain/iam/member.ts';

/** Namespace and name of the KSA that a member names, or the member as it is. */
export function memberName(member: string): string {
  const parsed = parseMember(member);
  return parsed.kind === 'ksa' || parsed.kind === 'ksa-principal' ? `${parsed.namespace}/${parsed.ksa}` : member;
}

/** The workload pool that a member names, or the member as it is. */
export function memberPool(member: string): string {
  const parsed = parseMember(member);
  return parsed.kind === 'ksa' || parsed.kind === 'ksa-principal' ? (parsed.pool ?? member) : member;
}
