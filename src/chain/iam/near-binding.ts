import type { Grant } from '../../findings/subjects.ts';
import { nearest } from '../near-miss.ts';
import type { Member } from './member.ts';
import { isOwnPool } from './principal.ts';
import type { KsaPrincipal } from './principal.ts';

/** A grant that almost names the KSA. */
export type NearBinding =
  | { readonly kind: 'pool'; readonly grant: Grant }
  | { readonly kind: 'namespace' | 'ksa'; readonly grant: Grant; readonly namespace: string; readonly ksa: string }
  | { readonly kind: 'malformed'; readonly grant: Grant; readonly problem: string }
  | { readonly kind: 'stale-uid'; readonly grant: Grant; readonly uid: string };

const rank: readonly NearBinding['kind'][] = ['pool', 'namespace', 'ksa', 'malformed', 'stale-uid'];

/** Near misses among grants of the right permission to others, the most telling first. */
export function nearMisses(
  others: readonly { readonly grant: Grant; readonly member: Member }[],
  ksa: KsaPrincipal,
): readonly NearBinding[] {
  return others
    .map(({ grant, member }) => classify(grant, member, ksa))
    .filter((near) => near !== null)
    .sort((a, b) => rank.indexOf(a.kind) - rank.indexOf(b.kind));
}

function classify(grant: Grant, member: Member, ksa: KsaPrincipal): NearBinding | null {
  switch (member.kind) {
    case 'ksa':
    case 'ksa-principal':
      return nearKsa(grant, { namespace: member.namespace, ksa: member.ksa }, isPoolOf(member, ksa), ksa);
    case 'federated':
      return member.subject === null ? null : nearKsa(grant, member.subject, isPoolOf(member, ksa), ksa);
    case 'namespace':
      return isPoolOf(member, ksa) && nearest(ksa.namespace, [member.namespace]) !== null
        ? { kind: 'namespace', grant, namespace: member.namespace, ksa: ksa.name }
        : null;
    case 'ksa-uid':
      return isPoolOf(member, ksa) && ksa.uid !== null && member.uid !== ksa.uid
        ? { kind: 'stale-uid', grant, uid: member.uid }
        : null;
    case 'malformed':
      return isMeant(member.meant, ksa) ? { kind: 'malformed', grant, problem: member.problem } : null;
    case 'cluster':
    case 'pool':
    case 'gsa':
    case 'group':
    case 'everyone':
    case 'deleted':
    case 'other':
      return null;
  }
}

function nearKsa(
  grant: Grant,
  place: { readonly namespace: string; readonly ksa: string },
  samePool: boolean,
  ksa: KsaPrincipal,
): NearBinding | null {
  const sameNamespace = place.namespace === ksa.namespace;
  const sameName = place.ksa === ksa.name;
  // The same pool under another project number is no match either.
  if (sameNamespace && sameName) return { kind: 'pool', grant };
  if (!samePool) return null;
  if (sameName || isSwapped(place, ksa)) return { kind: 'namespace', grant, ...place };
  if (sameNamespace) return { kind: 'ksa', grant, ...place };
  if (nearest(ksa.name, [place.ksa]) !== null) return { kind: 'namespace', grant, ...place };
  return null;
}

function isSwapped(place: { readonly namespace: string; readonly ksa: string }, ksa: KsaPrincipal): boolean {
  return place.namespace === ksa.name && place.ksa === ksa.namespace;
}

/** By its name alone: the project's number is compared where the member is judged. */
function isPoolOf(member: { readonly pool: string }, ksa: KsaPrincipal): boolean {
  return isOwnPool(ksa.pool) ? ksa.pool.endsWith(`/${member.pool}`) : member.pool === ksa.pool;
}

/** Whether a member that can match nobody was meant for this KSA, as far as it tells. */
function isMeant(meant: Member | null, ksa: KsaPrincipal): boolean {
  switch (meant?.kind) {
    case undefined:
    case 'pool':
    case 'cluster':
    case 'ksa-uid':
      return true;
    case 'ksa':
    case 'ksa-principal':
      return (meant.namespace === ksa.namespace && meant.ksa === ksa.name) || isSwapped(meant, ksa);
    case 'federated':
      return meant.subject === null || (meant.subject.namespace === ksa.namespace && meant.subject.ksa === ksa.name);
    case 'namespace':
      return meant.namespace === ksa.namespace;
    case 'malformed':
      return isMeant(meant.meant, ksa);
    default:
      return false;
  }
}
