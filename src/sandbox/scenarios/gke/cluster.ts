import type { GkeClusterState, World } from '../../world.ts';
import { project } from '../scenario.ts';

/** The cluster as Google knows it. */
export function gkeCluster(world: World): GkeClusterState {
  const { project: id, location, name } = world.cluster;
  const found = project(world, id).clusters[`${location}/${name}`];
  if (found === undefined) throw new Error(`the world has no cluster ${location}/${name}`);
  return found;
}

/** The one node pool of the healthy worlds. */
export function nodePool(world: World): GkeClusterState['nodePools'][string] {
  const pool = gkeCluster(world).nodePools['main'];
  if (pool === undefined) throw new Error('the world has no node pool main');
  return pool;
}

/** The pool's nodes no longer serve the GKE metadata server: neither label, nor pods of it. */
export function withoutMetadataServer(world: World): void {
  delete nodePool(world).mode;
  world.cluster.objects = world.cluster.objects.filter(
    ({ kind, metadata }) => !(kind === 'Pod' && metadata.labels?.['k8s-app'] === 'gke-metadata-server'),
  );
  for (const { kind, metadata } of world.cluster.objects)
    if (kind === 'Node') delete metadata.labels?.['iam.gke.io/gke-metadata-server-enabled'];
}
