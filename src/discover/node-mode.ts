import { isOfGke } from './cluster-nodes.ts';
import type { GkeCluster } from '../clients/google.ts';
import type { V1Node, V1Pod } from '../clients/kubernetes.ts';

/** Whether a node serves the GKE metadata server, and by what that is known. */
export type NodeMode =
  | { readonly kind: 'served' }
  | { readonly kind: 'bare'; readonly mode: string; readonly account: string | null }
  | { readonly kind: 'unread' };

export function nodePoolOf(node: V1Node): string | null {
  return node.metadata?.labels?.['cloud.google.com/gke-nodepool'] ?? null;
}

/**
 * By the pool's mode as GKE reports it; else by the label that GKE sets on nodes with the server; else by the server's
 * own pod on the node (a Windows node has none, and serves all the same).
 *
 * @param server pods of the DaemonSet; `null`: they could not be listed.
 */
export function nodeMode(node: V1Node, cluster: GkeCluster | null, server: readonly V1Pod[] | null): NodeMode {
  if (cluster?.autopilot === true) return { kind: 'served' };
  const pool = cluster?.nodePools.find((each) => each.name === nodePoolOf(node));
  if (pool !== undefined) {
    return pool.metadataMode === 'GKE_METADATA'
      ? { kind: 'served' }
      : { kind: 'bare', mode: pool.metadataMode, account: pool.serviceAccount };
  }
  if (!isOfGke(node)) return { kind: 'unread' };
  const labels = node.metadata?.labels ?? {};
  if (labels['iam.gke.io/gke-metadata-server-enabled'] === 'true') return { kind: 'served' };
  if (labels['kubernetes.io/os'] === 'windows') return { kind: 'unread' };
  if (server === null) return { kind: 'unread' };
  return server.some((pod) => pod.spec?.nodeName === node.metadata?.name)
    ? { kind: 'served' }
    : {
        kind: 'bare',
        mode: 'no label iam.gke.io/gke-metadata-server-enabled, and no pod of the server',
        account: null,
      };
}
