/** What is taken from the caller's rights in the cluster. */

import type { StoredObject, World } from '../../world.ts';
import { object } from '../scenario.ts';

interface Rules {
  rules: { resources: string[] }[];
}

/** The caller may not list nodes. */
export function takeNodes(world: World): void {
  const role = object(world, 'ClusterRole', null, 'sre-cluster-reader') as StoredObject & Rules;
  role.rules = role.rules.filter(({ resources }) => !resources.includes('nodes'));
}

/** The caller may do nothing at all. */
export function takeCluster(world: World): void {
  world.cluster.objects = world.cluster.objects.filter((stored) => !bindsCaller(stored));
}

/** What the caller may view everywhere, it may view in one namespace alone. */
export function onlyIn(world: World, namespace: string): void {
  for (const stored of world.cluster.objects) {
    if (stored.kind !== 'ClusterRoleBinding' || !bindsCaller(stored)) continue;
    stored.kind = 'RoleBinding';
    stored.metadata.namespace = namespace;
  }
}

function bindsCaller({ kind, metadata }: StoredObject): boolean {
  return (kind === 'ClusterRoleBinding' || kind === 'RoleBinding') && metadata.name.startsWith('sre-');
}
