/**
 * Members of IAM policies, as far as they can be one Kubernetes service account or one Google service account.
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
  /** `meant`: whom it would name if it were written right, where that can be told. */
  | { readonly kind: 'malformed'; readonly problem: string; readonly meant: Member | null }
  /** Any other principal of a workload identity pool; `subject` where it is a KSA's own name, as clusters issue it. */
  | {
      readonly kind: 'federated';
      readonly projectNumber: string;
      readonly pool: string;
      readonly subject: { readonly namespace: string; readonly ksa: string } | null;
    }
  | { readonly kind: 'other' };

const ksaForm = /^serviceAccount:([^[\]]*)\[([^[\]/]*)\/([^[\]/]*)\]$/;
const poolForm =
  /^(principal|principalSet):\/\/iam\.googleapis\.com\/projects\/([^/]+)\/locations\/global\/workloadIdentityPools\/([^/]+)\/(.+)$/;

export function parseMember(member: string): Member {
  if (member === 'allUsers' || member === 'allAuthenticatedUsers') return { kind: 'everyone' };
  const legacy = ksaForm.exec(member);
  if (legacy !== null) return legacyKsa(legacy[1] ?? '', legacy[2] ?? '', legacy[3] ?? '');
  const federated = poolForm.exec(member);
  if (federated !== null) {
    const [, scheme = '', project = '', pool = '', rest = ''] = federated;
    return poolMember(scheme, project, pool, rest);
  }
  const deleted = /^deleted:(?:serviceAccount|user|group):([^?]+)(?:\?uid=(\d+))?$/.exec(member);
  if (deleted !== null) return { kind: 'deleted', email: deleted[1] ?? '', uid: deleted[2] ?? null };
  if (member.startsWith('deleted:')) return { kind: 'other' };
  const account = /^serviceAccount:(.+)$/s.exec(member);
  if (account !== null) {
    const email = account[1] ?? '';
    if (/[[\]]/.test(email)) return malformed('brackets that do not read POOL[NAMESPACE/KSA]');
    if (email.endsWith('.svc.id.goog')) return malformed('a workload pool without [NAMESPACE/KSA]');
    return { kind: 'gsa', email: email.toLowerCase() };
  }
  if (member.startsWith('group:')) return { kind: 'group', email: member.slice('group:'.length) };
  if (!member.startsWith('serviceAccount:') && /svc\.id\.goog\[/.test(member))
    return malformed('no serviceAccount: in front', parseMember(`serviceAccount:${member}`));
  return { kind: 'other' };
}

function malformed(problem: string, meant: Member | null = null): Member {
  return { kind: 'malformed', problem, meant };
}

function legacyKsa(pool: string, namespace: string, ksa: string): Member {
  if (pool === '') return malformed('no workload pool before the bracket', { kind: 'ksa', pool, namespace, ksa });
  if (!pool.endsWith('.svc.id.goog'))
    return malformed(`"${pool}" is no workload pool (PROJECT.svc.id.goog)`, { kind: 'ksa', pool, namespace, ksa });
  if (namespace === '' || ksa === '') return malformed('namespace or KSA is empty');
  return { kind: 'ksa', pool, namespace, ksa };
}

/** The forms of Google's page on principal identifiers; what stands after the pool differs between pools. */
function poolMember(scheme: string, project: string, pool: string, rest: string): Member {
  const [meant, single] = inPoolForm(project, pool, rest);
  const slips = [
    ...(/^\d+$/.test(project) ? [] : ['the project’s id stands where its number belongs']),
    ...(/^\d+\.svc\.id\.goog$/.test(pool) ? ['the pool has the project’s number in place of its id'] : []),
    ...(pool.endsWith('.svc.id.goog') && meant.kind === 'federated' && meant.subject !== null
      ? ['a subject of GKE’s pool reads ns/NAMESPACE/sa/KSA']
      : []),
    ...(single === true && scheme === 'principalSet' ? ['one identity is a principal://, not a principalSet://'] : []),
    ...(single === false && scheme === 'principal'
      ? ['many identities are a principalSet://, not a principal://']
      : []),
  ];
  return slips.length === 0 ? meant : malformed(slips.join('; '), meant);
}

/** The member, and whether it is one identity (`null`: not known). */
function inPoolForm(projectNumber: string, pool: string, rest: string): readonly [Member, boolean | null] {
  const subject = /^subject\/ns\/([^/]+)\/sa\/([^/]+)$/.exec(rest);
  if (subject !== null)
    return [{ kind: 'ksa-principal', projectNumber, pool, namespace: subject[1] ?? '', ksa: subject[2] ?? '' }, true];
  const uid = /^kubernetes\.serviceaccount\.uid\/(.+)$/.exec(rest);
  if (uid !== null) return [{ kind: 'ksa-uid', projectNumber, pool, uid: uid[1] ?? '' }, true];
  const namespace = /^namespace\/([^/]+)$/.exec(rest);
  if (namespace !== null) return [{ kind: 'namespace', projectNumber, pool, namespace: namespace[1] ?? '' }, false];
  const cluster = /^kubernetes\.cluster\/(.+)$/.exec(rest);
  if (cluster !== null) return [{ kind: 'cluster', projectNumber, pool, url: cluster[1] ?? '' }, false];
  if (rest === '*') return [{ kind: 'pool', projectNumber, pool }, false];
  const [, , name = ''] = /^(subject|\w+)\/(.+)$/.exec(rest) ?? [];
  return [
    { kind: 'federated', projectNumber, pool, subject: rest.startsWith('subject/') ? ksaInSubject(name) : null },
    rest.startsWith('subject/') ? true : null,
  ];
}

/** `system:serviceaccount:NAMESPACE:KSA`, as clusters issue it, or one of the forms that people take it for. */
function ksaInSubject(subject: string): { readonly namespace: string; readonly ksa: string } | null {
  const match =
    /^system:serviceaccount:([^:/]+):([^:/]+)$/.exec(subject) ??
    /^(?:ns\/|namespace\/)?([a-z0-9-]+)[/:](?:(?:sa|ksa|serviceaccount)\/)?([a-z0-9.-]+)$/.exec(subject);
  return match === null ? null : { namespace: match[1] ?? '', ksa: match[2] ?? '' };
}
