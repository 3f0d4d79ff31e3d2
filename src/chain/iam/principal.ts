/** Whether a member of an IAM policy is one Kubernetes service account, or one Google service account. */

import type { Member } from './member.ts';

/** The Kubernetes service account that asks. What is not known is `null`. */
export interface KsaPrincipal {
  /**
   * As principals name it: `PROJECT.svc.id.goog`; or, of a pool that is not GKE's, its resource name
   * `projects/NUMBER/locations/global/workloadIdentityPools/POOL`, where the provider's mapping makes the subject.
   */
  readonly pool: string;
  readonly projectNumber: string | null;
  readonly namespace: string;
  readonly name: string;
  readonly uid: string | null;
  /** The cluster's issuer URL. */
  readonly clusterUrl: string | null;
}

export type Answer = 'yes' | 'no' | 'unknown';

/** Whether a member is this KSA. Groups may hold anyone: `unknown`. */
export function isKsa(member: Member, ksa: KsaPrincipal): Answer {
  return isOwnPool(ksa.pool) ? isOfOwnPool(member, ksa) : isOfClusterPool(member, ksa);
}

function isOfClusterPool(member: Member, ksa: KsaPrincipal): Answer {
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
    case 'federated':
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

/** Whether a pool is one that somebody made, and not GKE's. */
export function isOwnPool(pool: string): boolean {
  return pool.startsWith('projects/');
}

/** As far as it can be told without the provider's mapping: a KSA's own name is as a rule its subject. */
function isOfOwnPool(member: Member, ksa: KsaPrincipal): Answer {
  if (member.kind === 'everyone') return 'yes';
  if (!('pool' in member) || member.kind === 'ksa' || !isSamePool(member, ksa)) return 'no';
  if (member.kind === 'pool') return 'yes';
  const subject = member.kind === 'federated' ? member.subject : null;
  return subject === null || (subject.namespace === ksa.namespace && subject.ksa === ksa.name) ? 'unknown' : 'no';
}

function isSamePool(
  member: { readonly projectNumber: string; readonly pool: string },
  { pool }: Pick<KsaPrincipal, 'pool'>,
): boolean {
  return pool === `projects/${member.projectNumber}/locations/global/workloadIdentityPools/${member.pool}`;
}

function yesNo(value: boolean): Answer {
  return value ? 'yes' : 'no';
}

/**
 * The member string that gives the KSA a role: in the form that Google's and Flux's guides use; of a pool that is not
 * GKE's, by the subject that providers map as a rule (`google.subject=assertion.sub`).
 */
export function ksaMember(pool: string, namespace: string, ksa: string): string {
  return isOwnPool(pool)
    ? `principal://iam.googleapis.com/${pool}/subject/system:serviceaccount:${namespace}:${ksa}`
    : `serviceAccount:${pool}[${namespace}/${ksa}]`;
}
