import distance from 'damerau-levenshtein';
import type { Grant } from '../../findings/subjects.ts';
import type { Member } from './member.ts';
import { memberLike } from './member-like.ts';
import { nearMisses } from './near-binding.ts';
import type { KsaPrincipal } from './principal.ts';

type Others = readonly { readonly grant: Grant; readonly member: Member }[];

/**
 * Among grants to others, the one that was most likely meant for the identity, and what should stand in its place.
 *
 * @param gsa `null`: the KSA accesses the registry directly
 */
export function nearGrant(
  others: Others,
  gsa: string | null,
  ksa: KsaPrincipal,
): (Grant & { readonly should: string }) | null {
  if (gsa !== null) {
    const grant = nearGsaGrant(others, gsa, ksa);
    return grant === null ? null : { ...grant, should: `serviceAccount:${gsa}` };
  }
  // Other KSAs of the namespace have grants of their own: only a member that names this one, and wrongly, was meant.
  const near = nearMisses(others, ksa).find((one) => one.kind === 'pool' || one.kind === 'malformed');
  return near === undefined ? null : { ...near.grant, should: memberLike(near.grant.member, ksa) };
}

/**
 * A grant that was most likely meant for a GSA: to the same name in another project, to a name with a slip, to the GSA
 * as a user or a group, or to the KSA itself, as which Flux does not come once the KSA names a GSA.
 */
function nearGsaGrant(others: Others, gsa: string, ksa: KsaPrincipal): Grant | null {
  return (
    others.find(({ grant }) => isOtherKind(grant.member, gsa))?.grant ??
    others.find(({ member }) => isTheKsa(member, ksa))?.grant ??
    others.find(({ member }) => member.kind === 'gsa' && isNearEmail(member.email, gsa.toLowerCase()))?.grant ??
    null
  );
}

function isOtherKind(member: string, gsa: string): boolean {
  return /^(?:user|group):(.+)$/.exec(member)?.[1]?.toLowerCase() === gsa.toLowerCase();
}

function isTheKsa(member: Member, ksa: KsaPrincipal): boolean {
  const named = member.kind === 'federated' ? member.subject : 'ksa' in member ? member : null;
  if (member.kind === 'malformed') return member.meant !== null && isTheKsa(member.meant, ksa);
  return named !== null && named.namespace === ksa.namespace && named.ksa === ksa.name;
}

/** So many letters amiss may be a slip; a shorter name has another meaning with each of them. */
const slip = 2;
const longEnough = 6;

function isNearEmail(one: string, other: string): boolean {
  const [name = '', domain = ''] = one.split('@');
  const [wanted = '', home = ''] = other.split('@');
  if (name === wanted) return domain !== home;
  return domain === home && Math.min(name.length, wanted.length) >= longEnough && distance(name, wanted).steps <= slip;
}
