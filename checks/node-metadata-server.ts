import { finding } from '../src/chain/vocabulary.ts';
import type { Finding } from '../src/chain/vocabulary.ts';
import { ApiError } from '../src/clients/api-error.ts';
import type { GkeCluster } from '../src/clients/google.ts';
import type { Kubernetes, V1Node, V1Pod } from '../src/clients/kubernetes.ts';
import type { GkeClusterName } from '../src/chain/gke-cluster.ts';
import { leadersIn } from '../src/discover/leases.ts';
import { metadataServerPods } from '../src/discover/metadata-server.ts';
import { nodeMode, nodePoolOf } from '../src/discover/node-mode.ts';
import type { NodeMode } from '../src/discover/node-mode.ts';
import { couldRunOn } from '../src/discover/scheduling.ts';
import { podsOf } from '../src/discover/workload.ts';
import { optional, seconds } from '../src/engine/check.ts';
import { blocked, broken, defineCheck, pass, skipped, someOf, unknown, warn } from './define.ts';
import type { Result, SomeFindings } from './define.ts';
import { accessFinding } from './explain-error.ts';
import { clusterIdentity } from './cluster-identity.ts';
import type { ClusterIdentity } from './cluster-identity.ts';
import { workloadPool } from './workload-pool.ts';

/** Pods by the node that they run on, and what is known of the node. */
export type NodesInUse = readonly {
  readonly node: string;
  readonly pods: readonly string[];
  readonly mode: NodeMode['kind'];
}[];

/**
 * Whether the nodes that run the pods serve GKE's metadata server. Switching Workload Identity on for a cluster leaves
 * its node pools as they are; on such a node the pods become the node's account, and nothing says so.
 */
export const nodeMetadataServer = defineCheck({
  id: 'node-metadata-server',
  link: 'GKE',
  scope: 'identity',
  title: 'the nodes that run the pods serve the GKE metadata server',
  needs: { pool: optional(workloadPool), identity: optional(clusterIdentity) },
  deadline: seconds(30),
  async run({ kubernetes, identity, workloads, needs }): Promise<Result<NodesInUse>> {
    if (identity.path === 'object') return skipped('the controller makes the token itself; the node has no part in it');
    const pods = (await Promise.all(workloads.map((workload) => podsOf(kubernetes, workload)))).flat();
    const running = pods.filter(({ spec, status }) => spec?.nodeName !== undefined && status?.phase !== 'Failed');
    if (running.length === 0) return skipped('no pod is on a node');
    const cluster = needs.pool?.cluster ?? null;
    let nodes: readonly V1Node[];
    try {
      nodes = await kubernetes.list('nodes');
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return allPoolsServe(cluster)
        ? pass(inUse(running, 'served'), ['the nodes could not be listed; every node pool of the cluster serves it'])
        : unknown(accessFinding(error), { fact: inUse(running, 'unread') });
    }
    const server = await serverPods(kubernetes, cluster);
    const leaders = async (): Promise<readonly string[]> =>
      (await Promise.all(workloads.map(({ ref }) => leadersIn(kubernetes, ref.namespace)))).flat();
    return judgeNodes({ nodes, pods: running, cluster, name: nameOf(needs), server, leaders });
  },
});

function nameOf({ identity }: { readonly identity: ClusterIdentity | undefined }): GkeClusterName | null {
  return identity === undefined
    ? null
    : { project: identity.project, location: identity.location, name: identity.name };
}

/** The server's own pods are asked for only where GKE's word on the pools is not had. */
async function serverPods(kubernetes: Kubernetes, cluster: GkeCluster | null): Promise<readonly V1Pod[] | null> {
  return cluster === null ? metadataServerPods(kubernetes) : null;
}

function allPoolsServe(cluster: GkeCluster | null): boolean {
  if (cluster === null) return false;
  const { autopilot, nodePools } = cluster;
  return autopilot || (nodePools.length > 0 && nodePools.every((pool) => pool.metadataMode === 'GKE_METADATA'));
}

interface Read {
  readonly nodes: readonly V1Node[];
  readonly pods: readonly V1Pod[];
  /** As GKE reports it. */
  readonly cluster: GkeCluster | null;
  readonly name: GkeClusterName | null;
  readonly server: readonly V1Pod[] | null;
  /** Pods that hold a Lease of Flux. */
  readonly leaders: () => Promise<readonly string[]>;
}

async function judgeNodes({ nodes, pods, cluster, name, server, leaders }: Read): Promise<Result<NodesInUse>> {
  const modes = nodes.map((node) => ({ node, name: node.metadata?.name ?? '', mode: nodeMode(node, cluster, server) }));
  const fact = inUse(pods, 'unread').map((each) => ({
    ...each,
    mode: modes.find((one) => one.name === each.node)?.mode.kind ?? each.mode,
  }));
  const bare = modes.filter(({ mode }) => mode.kind === 'bare');
  const used = bare.filter((one) => fact.some((each) => each.node === one.name));
  if (used.length > 0 && used.length === fact.length) return broken(someOf(findings(used, fact, name)), { fact });
  if (used.length > 0) return byLeader(someOf(findings(used, fact, name)), fact, await leaders());

  const unread = fact.filter(({ mode }) => mode !== 'served');
  if (unread.length > 0) {
    const names = unread.map(({ node }) => node).join(', ');
    return blocked(workloadPool, {
      fact,
      notes: [`neither GKE’s word on the node pool nor the node’s label was to be had for ${names}`],
    });
  }
  const template = pods[0]?.spec;
  const next = bare.filter(({ node }) => template !== undefined && couldRunOn(template, node));
  return next.length > 0 ? warn(someOf(findings(next, [], name)), { fact }) : pass(fact);
}

/** Some pods are on nodes without the server, some are not: only the leader scans. */
function byLeader(told: SomeFindings, fact: NodesInUse, leaders: readonly string[]): Result<NodesInUse> {
  const leading = fact.filter(({ pods }) => pods.some((pod) => leaders.includes(pod)));
  if (leading.some(({ mode }) => mode === 'bare')) return broken(told, { fact });
  if (leading.length > 0)
    return warn(told, { fact, notes: ['the pod that scans is on another node; any of them may be the next to scan'] });
  return unknown(told, { fact, notes: ['which of the pods scans is not known: no Lease names one of them'] });
}

/** One finding for each node pool: that is what is repaired. */
function findings(
  bare: readonly { readonly node: V1Node; readonly name: string; readonly mode: NodeMode }[],
  used: NodesInUse,
  cluster: GkeClusterName | null,
): readonly Finding[] {
  const pools = Map.groupBy(bare, ({ node }) => nodePoolOf(node));
  return [...pools].map(([nodePool, members]) => {
    const names = members.map(({ name }) => name);
    const mode = members[0]?.mode;
    return finding('node-metadata-server-missing', {
      cluster,
      nodePool,
      nodes: names.slice(0, 20),
      mode: mode?.kind === 'bare' ? mode.mode : 'absent',
      nodeAccount: mode?.kind === 'bare' ? mode.account : null,
      pods: used.filter(({ node }) => names.includes(node)).flatMap((each) => each.pods),
    });
  });
}

function inUse(pods: readonly V1Pod[], mode: NodeMode['kind']): NodesInUse {
  const byNode = Map.groupBy(pods, (pod) => pod.spec?.nodeName ?? '');
  return [...byNode].map(([node, members]) => ({ node, pods: members.map((pod) => pod.metadata?.name ?? ''), mode }));
}
