/** Whether a member of an allow policy, or a principal of a deny policy, means this identity. */

import { findAccount } from './cloud.ts';
import type { Cloud } from './cloud.ts';
import { isFederated, poolName, subjectPrincipal } from './identity.ts';
import type { Identity } from './identity.ts';

const everyone = 'allUsers';

/** Groups and domains match nobody: a sandbox has no directory. `deleted:` members never match. */
export function memberMatches(cloud: Cloud, member: string, who: Identity | null): boolean {
  if (member === everyone) return true;
  if (who === null) return false;
  // Federated identities are not Google accounts, so they are not among "all authenticated users".
  if (member === 'allAuthenticatedUsers') return !isFederated(who);
  switch (who.kind) {
    case 'user':
      return member.toLowerCase() === `user:${who.email.toLowerCase()}`;
    case 'service-account':
      return member.toLowerCase() === `serviceAccount:${who.email}`.toLowerCase() && isToday(cloud, who);
    case 'ksa':
      return member === `serviceAccount:${who.pool}[${who.namespace}/${who.name}]` || federatedMatches(member, who);
    case 'federated':
      return attributesMatch(member, who);
  }
}

/** As deny policies write principals. */
export function denyPrincipalMatches(cloud: Cloud, principal: string, who: Identity | null): boolean {
  if (principal === 'principalSet://goog/public:all') return true;
  if (who === null) return false;
  switch (who.kind) {
    case 'user':
      return principal.toLowerCase() === `principal://goog/subject/${who.email.toLowerCase()}`;
    case 'service-account': {
      const account = findAccount(cloud, who.email);
      const named = /^principal:\/\/iam\.googleapis\.com\/projects\/[^/]+\/serviceAccounts\/(.+)$/.exec(principal)?.[1];
      if (named !== undefined) return named === who.email || named === who.uniqueId;
      if (account === null) return false;
      const holder = `principalSet://cloudresourcemanager.googleapis.com/projects/${account.project.state.number}`;
      return principal === `${holder}/type/ServiceAccount` || principal === `${holder}/type/*`;
    }
    case 'ksa':
      return federatedMatches(principal, who);
    case 'federated':
      return attributesMatch(principal, who);
  }
}

function federatedMatches(member: string, who: Extract<Identity, { kind: 'ksa' }>): boolean {
  const pool = `iam.googleapis.com/${poolName(who)}`;
  const forms = [
    subjectPrincipal(who),
    `principal://${pool}/kubernetes.serviceaccount.uid/${who.uid}`,
    `principalSet://${pool}/namespace/${who.namespace}`,
    `principalSet://${pool}/kubernetes.cluster/${who.cluster}`,
    `principalSet://${pool}/*`,
  ];
  return forms.includes(member);
}

function attributesMatch(member: string, who: Extract<Identity, { kind: 'federated' }>): boolean {
  const pool = `iam.googleapis.com/${poolName(who)}`;
  const sets = Object.entries(who.attributes).map(([name, value]) => `principalSet://${pool}/${name}/${value}`);
  return [subjectPrincipal(who), `principalSet://${pool}/*`, ...sets].includes(member);
}

/** A token of an account that was deleted and made anew does not speak for the new one. */
function isToday(cloud: Cloud, who: Extract<Identity, { kind: 'service-account' }>): boolean {
  return findAccount(cloud, who.email)?.state.uniqueId === who.uniqueId;
}
