import type { Grant } from '../finding-args.ts';
import { nearest } from '../near-miss.ts';
import type { KsaPrincipal, Member } from './principal.ts';

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
    case 'ksa-principal': {
      const place = { namespace: member.namespace, ksa: member.ksa };
      const samePool = member.pool === ksa.pool;
      const sameNamespace = member.namespace === ksa.namespace;
      const sameName = member.ksa === ksa.name;
      // The same pool under another project number is no match either.
      if (sameNamespace && sameName) return { kind: 'pool', grant };
      if (!samePool) return null;
      if (sameName) return { kind: 'namespace', grant, ...place };
      if (member.namespace === ksa.name && member.ksa === ksa.namespace) return { kind: 'namespace', grant, ...place };
      if (sameNamespace) return { kind: 'ksa', grant, ...place };
      if (nearest(ksa.name, [member.ksa]) !== null) return { kind: 'namespace', grant, ...place };
      return null;
    }
    case 'namespace':
      return member.pool === ksa.pool && nearest(ksa.namespace, [member.namespace]) !== null
        ? { kind: 'namespace', grant, namespace: member.namespace, ksa: ksa.name }
        : null;
    case 'ksa-uid':
      return member.pool === ksa.pool && ksa.uid !== null && member.uid !== ksa.uid
        ? { kind: 'stale-uid', grant, uid: member.uid }
        : null;
    case 'malformed':
      return { kind: 'malformed', grant, problem: member.problem };
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
