import { isOwnPool } from './principal.ts';
import type { KsaPrincipal } from './principal.ts';

/** A rule of a deny policy, as the IAM v2 API gives it. */
export interface DenyRule {
  readonly deniedPrincipals: readonly string[];
  readonly exceptionPrincipals: readonly string[];
  readonly deniedPermissions: readonly string[];
  readonly exceptionPermissions: readonly string[];
  /** May use resource tags only, which are not read here. */
  readonly condition: { readonly expression: string } | null;
}

export type Denied =
  | { readonly answer: 'yes'; readonly principal: string }
  | { readonly answer: 'no' }
  | { readonly answer: 'unknown'; readonly principal: string; readonly doubt: string };

/** Whether a deny rule takes this permission (`SERVICE/RESOURCE.VERB`) from this KSA. */
export function deniedBy(rule: DenyRule, ksa: KsaPrincipal, permission: string): Denied {
  if (!rule.deniedPermissions.some((one) => covers(one, permission))) return { answer: 'no' };
  if (rule.exceptionPermissions.some((one) => covers(one, permission))) return { answer: 'no' };
  const principal = rule.deniedPrincipals.find((one) => names(one, ksa));
  if (principal === undefined) {
    const group = rule.deniedPrincipals.find((one) => /^principalSet:\/\/(goog\/group|cloudresourcemanager)/.test(one));
    return group === undefined || !/cloudresourcemanager/.test(group)
      ? { answer: 'no' }
      : { answer: 'unknown', principal: group, doubt: `whether ${group} includes the KSA cannot be read` };
  }
  if (rule.exceptionPrincipals.some((one) => names(one, ksa))) return { answer: 'no' };
  if (rule.condition !== null)
    return { answer: 'unknown', principal, doubt: `it holds under a condition on tags (${rule.condition.expression})` };
  return { answer: 'yes', principal };
}

/** `iam.googleapis.com/serviceAccounts.*` stands for all verbs of the resource. */
function covers(pattern: string, permission: string): boolean {
  if (pattern === permission) return true;
  return pattern.endsWith('*') && permission.startsWith(pattern.slice(0, -1));
}

function names(principal: string, ksa: KsaPrincipal): boolean {
  if (principal === 'principalSet://goog/public:all') return true;
  const match =
    /^(?:principal|principalSet):\/\/iam\.googleapis\.com\/projects\/([^/]+)\/locations\/global\/workloadIdentityPools\/([^/]+)\/(.+)$/.exec(
      principal,
    );
  if (match === null) return false;
  if (isOwnPool(ksa.pool)) {
    const [, number = '', pool = '', rest = ''] = match;
    if (ksa.pool !== `projects/${number}/locations/global/workloadIdentityPools/${pool}`) return false;
    return rest === '*' || rest === `subject/system:serviceaccount:${ksa.namespace}:${ksa.name}`;
  }
  if (match[2] !== ksa.pool) return false;
  if (ksa.projectNumber !== null && match[1] !== ksa.projectNumber) return false;
  const rest = match[3] ?? '';
  return rest === '*' || rest === `subject/ns/${ksa.namespace}/sa/${ksa.name}` || rest === `namespace/${ksa.namespace}`;
}
