/** What Google knows of the cluster, and of the node pool of a node. */

import { readText } from '../kubernetes/read.ts';
import type { ObjectStore } from '../kubernetes/store.ts';
import type { GkeClusterState, World } from '../world.ts';

export function gkeCluster(world: World): GkeClusterState | undefined {
  const { project, location, name } = world.cluster;
  return world.google.projects[project]?.clusters[`${location}/${name}`];
}

export function workloadPool(world: World): string {
  return gkeCluster(world)?.workloadPool ?? `${world.cluster.project}.svc.id.goog`;
}

export type NodeSide =
  | { readonly kind: 'gke-metadata-server' }
  /** The plain one of the virtual machine: whoever asks is the node. */
  | { readonly kind: 'node'; readonly account: string }
  /** Not a machine of Google's: nobody answers at that address. */
  | { readonly kind: 'elsewhere' };

export function nodeSide(world: World, store: ObjectStore, nodeName: string): NodeSide {
  const node = store.get({ kind: 'Node', group: '' }, undefined, nodeName);
  const labels = node?.metadata.labels ?? {};
  const machine = readText(node, 'spec', 'providerID');
  if (machine !== '' && !machine.startsWith('gce://')) return { kind: 'elsewhere' };
  const cluster = gkeCluster(world);
  const pool = cluster?.nodePools[labels['cloud.google.com/gke-nodepool'] ?? ''];
  const served =
    pool === undefined
      ? labels['iam.gke.io/gke-metadata-server-enabled'] === 'true'
      : pool.mode === 'GKE_METADATA' && cluster?.workloadPool !== null;
  if (served || cluster?.autopilot === true) return { kind: 'gke-metadata-server' };
  return { kind: 'node', account: nodeAccount(world, pool?.serviceAccount) };
}

/** `default` stands for the project's Compute Engine account. */
export function nodeAccount(world: World, account: string | undefined): string {
  if (account !== undefined && account !== 'default') return account;
  const number = world.google.projects[world.cluster.project]?.number ?? '0';
  return `${number}-compute@developer.gserviceaccount.com`;
}
