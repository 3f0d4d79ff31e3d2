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

/** The caller may not ask what others may do. */
export function takeAccessReviews(world: World): void {
  const role = object(world, 'ClusterRole', null, 'sre-cluster-reader') as StoredObject & Rules;
  role.rules = role.rules.filter(({ resources }) => !resources.includes('subjectaccessreviews'));
}

/** The caller may not read events, which `view` would let it. */
export function takeEvents(world: World): void {
  const message = `events is forbidden: User "${world.operator.kubernetesUser}" cannot list resource "events" in API group "" in the namespace "flux-system"`;
  world.faults.push({
    host: 'kubernetes',
    path: /\/events(?:\?|$)/,
    from: 'outside',
    answer: {
      kind: 'status',
      status: 403,
      body: { kind: 'Status', apiVersion: 'v1', status: 'Failure', message, reason: 'Forbidden', code: 403 },
    },
  });
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
