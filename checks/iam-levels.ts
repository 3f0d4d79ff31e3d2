import type { Level } from '../src/chain/iam/grant.ts';
import type { Answer } from '../src/chain/iam/principal.ts';
import { roleHolds } from '../src/chain/iam/roles.ts';
import type { ChainPermission } from '../src/chain/iam/roles.ts';
import { ApiError } from '../src/clients/api-error.ts';
import { projectOfPool } from '../src/chain/gke-cluster.ts';
import type { GkeClusterName } from '../src/chain/gke-cluster.ts';
import type { Caller, Google, Policy } from '../src/clients/google.ts';
import type { Federation } from './federation.ts';

/** The policies of a project and of all that lies above it. One that cannot be read has `bindings: null`. */
export async function levelsAbove(google: Google, operator: Caller, project: string): Promise<readonly Level[]> {
  const [own, ancestors] = await Promise.all([
    level(`projects/${project}`, google.projectPolicy(operator, project)),
    orNull(google.ancestry(operator, project)),
  ]);
  if (ancestors === null)
    return [own, { resource: `the folders and organisation above projects/${project}`, bindings: null }];
  const above = await Promise.all(ancestors.map((one) => level(one, google.ancestorPolicy(operator, one))));
  return [own, ...above];
}

async function level(resource: string, policy: Promise<Policy>): Promise<Level> {
  const read = await orNull(policy);
  return { resource, bindings: read === null ? null : read.bindings };
}

/** Whether a role holds a permission: by the table, else by asking for the role. */
export function roleReader(
  google: Google,
  operator: Caller,
  permission: ChainPermission,
): (role: string) => Promise<Answer> {
  return async (role) => {
    const known = roleHolds(role, permission);
    if (known !== 'ask') return known;
    const permissions = await orNull(google.rolePermissions(operator, role));
    if (permissions === null) return 'unknown';
    return permissions.includes(permission) ? 'yes' : 'no';
  };
}

/** The number of the project that the cluster's own pool is of; `null`: it may not be read, or is not needed. */
export async function numberOfPool(
  google: Google,
  operator: Caller,
  { pool, provider }: Federation,
  cluster: GkeClusterName | undefined,
): Promise<string | null> {
  if (provider !== null) return null;
  const project = cluster?.project ?? projectOfPool(pool);
  return (await orNull(google.project(operator, project)))?.number ?? null;
}

/** A reading that only helps: whatever the API says against it, there is just less to go by. */
export async function orNull<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof ApiError) return null;
    throw error;
  }
}
