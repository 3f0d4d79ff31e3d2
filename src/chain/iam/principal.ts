/**
 * The principals of IAM policies, as far as they can be one Kubernetes service account or one Google service account.
 * Forms: Google's page on principal identifiers and its Workload Identity concept page.
 */

/** A member string of an allow policy, parsed. */
export type Member =
  | { readonly kind: 'ksa'; readonly pool: string; readonly namespace: string; readonly ksa: string }
  | {
      readonly kind: 'ksa-principal';
      readonly projectNumber: string;
      readonly pool: string;
      readonly namespace: string;
      readonly ksa: string;
    }
  | { readonly kind: 'ksa-uid'; readonly projectNumber: string; readonly pool: string; readonly uid: string }
  | { readonly kind: 'namespace'; readonly projectNumber: string; readonly pool: string; readonly namespace: string }
  | { readonly kind: 'cluster'; readonly projectNumber: string; readonly pool: string; readonly url: string }
  | { readonly kind: 'pool'; readonly projectNumber: string; readonly pool: string }
  | { readonly kind: 'gsa'; readonly email: string }
  | { readonly kind: 'group'; readonly email: string }
  | { readonly kind: 'everyone' }
  | { readonly kind: 'deleted'; readonly email: string; readonly uid: string | null }
  | { readonly kind: 'malformed'; readonly problem: string }
  | { readonly kind: 'other' };

/** The Kubernetes service account that asks. What is not known is `null`. */
export interface KsaPrincipal {
  readonly pool: string;
  readonly projectNumber: string | null;
  readonly namespace: string;
  readonly name: string;
  readonly uid: string | null;
  /** The cluster's issuer URL. */
  readonly clusterUrl: string | null;
}

export type Answer = 'yes' | 'no' | 'unknown';

const ksaForm = /^serviceAccount:([^[\]]*)\[([^[\]/]*)\/([^[\]/]*)\]$/;
const poolForm =
  /^(principal|principalSet):\/\/iam\.googleapis\.com\/projects\/(\d+)\/locations\/global\/workloadIdentityPools\/([^/]+)\/(.+)$/;

export function parseMember(member: string): Member {
  if (member === 'allUsers' || member === 'allAuthenticatedUsers') return { kind: 'everyone' };
  const legacy = ksaForm.exec(member);
  if (legacy !== null) return legacyKsa(legacy[1] ?? '', legacy[2] ?? '', legacy[3] ?? '');
  const federated = poolForm.exec(member);
  if (federated !== null) return poolMember(federated[2] ?? '', federated[3] ?? '', federated[4] ?? '');
  const deleted = /^deleted:(?:serviceAccount|user|group):([^?]+)(?:\?uid=(\d+))?$/.exec(member);
  if (deleted !== null) return { kind: 'deleted', email: deleted[1] ?? '', uid: deleted[2] ?? null };
  if (member.startsWith('deleted:')) return { kind: 'other' };
  const account = /^serviceAccount:(.+)$/.exec(member);
  if (account !== null) {
    const email = account[1] ?? '';
    if (/[[\]]/.test(email)) return { kind: 'malformed', problem: 'brackets that do not read POOL[NAMESPACE/KSA]' };
    if (email.endsWith('.svc.id.goog'))
      return { kind: 'malformed', problem: 'a workload pool without [NAMESPACE/KSA]' };
    return { kind: 'gsa', email: email.toLowerCase() };
  }
  if (member.startsWith('group:')) return { kind: 'group', email: member.slice('group:'.length) };
  if (/svc\.id\.goog\[/.test(member)) return { kind: 'malformed', problem: 'no serviceAccount: in front' };
  return { kind: 'other' };
}

function legacyKsa(pool: string, namespace: string, ksa: string): Member {
  if (pool === '') return { kind: 'malformed', problem: 'no workload pool before the bracket' };
  if (!pool.endsWith('.svc.id.goog'))
    return { kind: 'malformed', problem: `"${pool}" is no workload pool (PROJECT.svc.id.goog)` };
  if (namespace === '' || ksa === '') return { kind: 'malformed', problem: 'namespace or KSA is empty' };
  return { kind: 'ksa', pool, namespace, ksa };
}

function poolMember(projectNumber: string, pool: string, rest: string): Member {
  const subject = /^subject\/ns\/([^/]+)\/sa\/([^/]+)$/.exec(rest);
  if (subject !== null)
    return { kind: 'ksa-principal', projectNumber, pool, namespace: subject[1] ?? '', ksa: subject[2] ?? '' };
  const uid = /^kubernetes\.serviceaccount\.uid\/(.+)$/.exec(rest);
  if (uid !== null) return { kind: 'ksa-uid', projectNumber, pool, uid: uid[1] ?? '' };
  const namespace = /^namespace\/([^/]+)$/.exec(rest);
  if (namespace !== null) return { kind: 'namespace', projectNumber, pool, namespace: namespace[1] ?? '' };
  const cluster = /^kubernetes\.cluster\/(.+)$/.exec(rest);
  if (cluster !== null) return { kind: 'cluster', projectNumber, pool, url: cluster[1] ?? '' };
  if (rest === '*') return { kind: 'pool', projectNumber, pool };
  return { kind: 'other' };
}

/** Whether a member is this KSA. Groups may hold anyone: `unknown`. */
export function isKsa(member: Member, ksa: KsaPrincipal): Answer {
  switch (member.kind) {
    case 'ksa':
      return yesNo(member.pool === ksa.pool && member.namespace === ksa.namespace && member.ksa === ksa.name);
    case 'ksa-principal':
      return inPool(member, ksa, member.namespace === ksa.namespace && member.ksa === ksa.name);
    case 'namespace':
      return inPool(member, ksa, member.namespace === ksa.namespace);
    case 'pool':
      return inPool(member, ksa, true);
    case 'ksa-uid':
      return ksa.uid === null && member.pool === ksa.pool ? 'unknown' : inPool(member, ksa, member.uid === ksa.uid);
    case 'cluster':
      return ksa.clusterUrl === null && member.pool === ksa.pool
        ? 'unknown'
        : inPool(member, ksa, member.url === ksa.clusterUrl);
    case 'everyone':
      return 'yes';
    case 'group':
      // A KSA cannot be a member of a Google group as itself.
      return 'no';
    case 'gsa':
    case 'deleted':
    case 'malformed':
    case 'other':
      return 'no';
  }
}

/** Whether a member is this Google service account. */
export function isGsa(member: Member, email: string): Answer {
  switch (member.kind) {
    case 'gsa':
      return yesNo(member.email === email.toLowerCase());
    case 'everyone':
      return 'yes';
    case 'group':
      return 'unknown';
    default:
      return 'no';
  }
}

function inPool(
  member: { readonly pool: string; readonly projectNumber: string },
  ksa: KsaPrincipal,
  rest: boolean,
): Answer {
  if (member.pool !== ksa.pool || !rest) return 'no';
  if (ksa.projectNumber === null) return 'unknown';
  return yesNo(member.projectNumber === ksa.projectNumber);
}

function yesNo(value: boolean): Answer {
  return value ? 'yes' : 'no';
}

/** The member string that gives the KSA a role, in the form that Google's and Flux's guides use. */
export function ksaMember(pool: string, namespace: string, ksa: string): string {
  return `serviceAccount:${pool}[${namespace}/${ksa}]`;
}
