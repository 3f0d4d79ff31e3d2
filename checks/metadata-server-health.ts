import { finding } from '../src/chain/vocabulary.ts';
import type { Finding } from '../src/chain/vocabulary.ts';
import { ApiError } from '../src/clients/api-error.ts';
import type { Kubernetes, V1Pod } from '../src/clients/kubernetes.ts';
import { isReady } from '../src/discover/pod-trouble.ts';
import { optional, seconds } from '../src/engine/check.ts';
import { blocked, defineCheck, isSome, pass, skipped, suspected, unknown } from './define.ts';
import type { Result } from './define.ts';
import { nodeMetadataServer } from './node-metadata-server.ts';
import type { NodesInUse } from './node-metadata-server.ts';
import { workloadPool } from './workload-pool.ts';

/** Above this many KSAs in a cluster the server runs out of memory (Google's limits of Workload Identity). */
const mostAccounts = 3000;
/** A few restarts come with node upgrades. */
const mostRestarts = 5;

/** Whether the metadata server is well on the nodes that run the pods. */
export const metadataServerHealth = defineCheck({
  id: 'metadata-server-health',
  link: 'GKE',
  scope: 'identity',
  title: 'the metadata server is well there',
  needs: { nodes: optional(nodeMetadataServer), pool: optional(workloadPool) },
  deadline: seconds(30),
  async run({ kubernetes, identity, needs: { nodes, pool } }): Promise<Result<true>> {
    if (identity.path === 'object') return skipped('the controller makes the token itself; the node has no part in it');
    if (nodes === undefined) return skipped('no node is known to run the pods');
    const [pods, accounts] = await Promise.all([
      kubernetes.list('pods', { namespace: 'kube-system', labelSelector: 'k8s-app=gke-metadata-server' }),
      countAccounts(kubernetes),
    ]);
    if (pods.length === 0) return noneSeen(nodes);
    // That a node has none by its pool's mode is told by the check of the nodes; only one that should have it can lack it.
    const found = nodes.flatMap(({ node, mode }) => (mode === 'bare' ? [] : (troubleOn(node, mode, pods) ?? [])));
    if (accounts !== null && accounts > mostAccounts) {
      const detail = `${accounts} Kubernetes service accounts in the cluster; the limit is ${mostAccounts}`;
      found.push(finding('metadata-server-unhealthy', { node: nodes[0]?.node ?? '', cause: 'overloaded', detail }));
    }
    if (isSome(found)) {
      const names = nodes.map(({ node }) => node);
      return suspected(found, { notes: await versionsApart(kubernetes, names, pool?.cluster?.version ?? null) });
    }
    const unread = nodes
      .filter(({ node, mode }) => mode === 'unread' && podsOn(node, pods).length === 0)
      .map(({ node }) => `no pod of gke-metadata-server is on ${node}, whose mode is not known`);
    return unread.length > 0 ? blocked(nodeMetadataServer, { notes: unread }) : pass(true);
  },
});

/** GKE runs one on every node that serves it; where none at all is to be seen, it may also be hidden. */
function noneSeen(nodes: NodesInUse): Result<true> {
  const serving = nodes.find(({ mode }) => mode !== 'bare');
  if (serving === undefined) return skipped('the nodes do not serve the metadata server');
  const detail = 'there is no pod of gke-metadata-server in kube-system';
  return unknown(finding('metadata-server-unhealthy', { node: serving.node, cause: 'unseen', detail }));
}

/** Amid an upgrade the server may be down on nodes that are behind the control plane. */
async function versionsApart(
  kubernetes: Kubernetes,
  names: readonly string[],
  controlPlane: string | null,
): Promise<readonly string[]> {
  try {
    const nodes = (await kubernetes.list('nodes')).filter(({ metadata }) => names.includes(metadata?.name ?? ''));
    return nodes.flatMap(({ metadata, status }) => {
      const version = status?.nodeInfo?.kubeletVersion.replace(/^v/, '');
      if (version === undefined || controlPlane === null || version === controlPlane) return [];
      return [`node ${metadata?.name ?? ''} runs ${version}, the control plane ${controlPlane}`];
    });
  } catch (error) {
    if (error instanceof ApiError) return [];
    throw error;
  }
}

function podsOn(node: string, pods: readonly V1Pod[]): readonly V1Pod[] {
  return pods.filter((pod) => pod.spec?.nodeName === node);
}

function troubleOn(node: string, mode: 'served' | 'unread', pods: readonly V1Pod[]): Finding | null {
  const here = podsOn(node, pods);
  const trouble = (cause: 'not-ready' | 'absent' | 'restarting', detail: string) =>
    finding('metadata-server-unhealthy', { node, cause, detail });
  if (here.length === 0)
    return mode === 'served' ? trouble('absent', 'no pod of gke-metadata-server is on the node') : null;
  const pod = here.find(isReady);
  const name = (pod ?? here[0])?.metadata?.name ?? '';
  const statuses = (pod ?? here[0])?.status?.containerStatuses ?? [];
  const restarts = statuses.reduce((sum, each) => sum + each.restartCount, 0);
  const killed = statuses.find((each) => each.lastState?.terminated?.reason === 'OOMKilled');
  const looping = statuses.some((each) => each.state?.waiting?.reason === 'CrashLoopBackOff');
  if (killed !== undefined)
    return trouble('restarting', `${name} was killed because it ran out of memory; ${restarts} restarts`);
  if (looping || restarts > mostRestarts) return trouble('restarting', `${name} restarted ${restarts} times`);
  return pod === undefined ? trouble('not-ready', `${name} is not ready`) : null;
}

/** It only explains: `null` where it may not be counted. */
async function countAccounts(kubernetes: Kubernetes): Promise<number | null> {
  try {
    return (await kubernetes.list('serviceaccounts')).length;
  } catch (error) {
    if (error instanceof ApiError) return null;
    throw error;
  }
}
