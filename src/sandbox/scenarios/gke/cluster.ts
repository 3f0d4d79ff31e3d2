import type { GkeClusterState, StoredObject, World } from '../../world.ts';
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

/** The pods of the metadata server, one a node. */
export function serverPods(world: World): StoredObject[] {
  return world.cluster.objects.filter(
    ({ kind, metadata }) => kind === 'Pod' && metadata.labels?.['k8s-app'] === 'gke-metadata-server',
  );
}

/** The pool's nodes no longer serve the GKE metadata server: neither label, nor pods of it. */
export function withoutMetadataServer(world: World): void {
  delete nodePool(world).mode;
  const gone = new Set(serverPods(world));
  world.cluster.objects = world.cluster.objects.filter((stored) => !gone.has(stored));
  for (const { kind, metadata } of world.cluster.objects)
    if (kind === 'Node') delete metadata.labels?.['iam.gke.io/gke-metadata-server-enabled'];
}

/** A pool of one node, made without the metadata server. */
export function addNodePool(world: World, name: string): void {
  const { serviceAccount, version } = nodePool(world);
  gkeCluster(world).nodePools[name] = { serviceAccount, version };
  const model = world.cluster.objects.find(({ kind }) => kind === 'Node');
  if (model === undefined) throw new Error('the world has no node');
  const node = structuredClone(model);
  node.metadata.name = model.metadata.name.replace('-main-', `-${name}-`);
  const { 'iam.gke.io/gke-metadata-server-enabled': _, ...labels } = model.metadata.labels ?? {};
  node.metadata.labels = { ...labels, 'cloud.google.com/gke-nodepool': name };
  world.cluster.objects.push(node);
}

/** The control plane has been upgraded, the nodes have not. */
export function behindControlPlane(world: World): void {
  const before = '1.32.9-gke.1010000';
  nodePool(world).version = before;
  for (const stored of world.cluster.objects)
    if (stored.kind === 'Node')
      (stored['status'] as { nodeInfo: { kubeletVersion: string } }).nodeInfo.kubeletVersion = `v${before}`;
}
