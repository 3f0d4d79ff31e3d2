/** IAM: may this identity do this to that? Deny policies first, then allow policies from the resource upwards. */

import type { DenyPolicy, IamPolicy } from '../world.ts';
import type { Cloud } from './cloud.ts';
import { findProject } from './cloud.ts';
import { conditionHolds } from './conditions.ts';
import { permissionDenied } from './google-error.ts';
import type { Identity } from './identity.ts';
import { denyPrincipalMatches, memberMatches } from './members.ts';
import { attributesOf, policyChain } from './resources.ts';
import type { Resource, ResourceAttributes } from './resources.ts';
import { permissionsOf } from './roles.ts';

export async function isAllowed(
  cloud: Cloud,
  who: Identity | null,
  permission: string,
  resource: Resource,
): Promise<boolean> {
  const { allow, deny } = policyChain(cloud, resource);
  const attributes = attributesOf(cloud, resource);
  if (await anyDenies(cloud, deny, who, permission, attributes)) return false;
  for (const policy of allow) {
    if (await allows(cloud, policy, who, permission, attributes)) return true;
  }
  return false;
}

/** @param shown The resource as this service's refusals name it; IAM's do not. */
export async function requirePermission(
  cloud: Cloud,
  who: Identity | null,
  permission: string,
  resource: Resource,
  refusal: { service: string; shown?: string },
): Promise<void> {
  if (!(await isAllowed(cloud, who, permission, resource))) {
    throw permissionDenied(refusal.service, permission, refusal.shown);
  }
}

async function allows(
  cloud: Cloud,
  policy: IamPolicy,
  who: Identity | null,
  permission: string,
  resource: ResourceAttributes,
): Promise<boolean> {
  for (const { role, members, condition } of policy.bindings) {
    if (!(permissionsOf(cloud, role)?.includes(permission) ?? false)) continue;
    if (!members.some((member) => means(cloud, member, who))) continue;
    if (condition === undefined || (await conditionHolds(condition.expression, resource)) === true) return true;
  }
  return false;
}

/** Buckets name the holders of a project's basic roles as `projectViewer:P` and so on. */
function means(cloud: Cloud, member: string, who: Identity | null): boolean {
  const [, role, project] = /^project(Viewer|Editor|Owner):(.+)$/.exec(member) ?? [];
  if (role === undefined || project === undefined) return memberMatches(cloud, member, who);
  const holders = findProject(cloud, project)?.state.policy.bindings.filter(
    (binding) => binding.role === `roles/${role.toLowerCase()}`,
  );
  return holders?.some(({ members }) => members.some((holder) => memberMatches(cloud, holder, who))) ?? false;
}

async function anyDenies(
  cloud: Cloud,
  policies: readonly DenyPolicy[],
  who: Identity | null,
  permission: string,
  resource: ResourceAttributes,
): Promise<boolean> {
  const denied = denyForm(permission);
  for (const rule of policies.flatMap(({ rules }) => rules)) {
    if (!rule.deniedPermissions.some((pattern) => covers(pattern, denied))) continue;
    if (rule.exceptionPermissions?.some((pattern) => covers(pattern, denied)) === true) continue;
    if (!rule.deniedPrincipals.some((principal) => denyPrincipalMatches(cloud, principal, who))) continue;
    if (rule.exceptionPrincipals?.some((principal) => denyPrincipalMatches(cloud, principal, who)) === true) continue;
    const condition = rule.denialCondition;
    // A deny condition that cannot be evaluated does not lift the rule.
    if (condition === undefined || (await conditionHolds(condition.expression, resource)) !== false) return true;
  }
  return false;
}

/** `iam.serviceAccounts.get` is `iam.googleapis.com/serviceAccounts.get` in deny policies. */
function denyForm(permission: string): string {
  const [service = '', ...rest] = permission.split('.');
  return `${service === 'resourcemanager' ? 'cloudresourcemanager' : service}.googleapis.com/${rest.join('.')}`;
}

function covers(pattern: string, permission: string): boolean {
  return pattern === permission || (pattern.endsWith('*') && permission.startsWith(pattern.slice(0, -1)));
}
