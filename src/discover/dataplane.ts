import type { Dataplane } from '../chain/network-policy.ts';
import { withoutTag } from '../chain/image-reference.ts';
import type { Finding } from '../findings/finding.ts';
import type { GkeCluster } from '../clients/google.ts';
import type { Kubernetes, V1DaemonSet } from '../clients/kubernetes.ts';
import { listReach } from './reach.ts';

/** What carries the pods' traffic, and whether it acts on NetworkPolicies. */
export interface Enforcement {
  readonly dataplane: Dataplane;
  /** `null`: it cannot be told. */
  readonly enforced: boolean | null;
  /** DaemonSets that may not be listed, where that is why it cannot be told. */
  readonly missing: readonly Finding[];
}

/**
 * By the agents that run in the cluster, and by GKE's word. GKE knows only of its own: a Cilium or a Calico that
 * somebody installed enforces policies whatever GKE's API says.
 */
export async function enforcementIn(kubernetes: Kubernetes, cluster: GkeCluster | null): Promise<Enforcement> {
  if (cluster !== null && (cluster.autopilot || cluster.datapath === 'ADVANCED_DATAPATH'))
    return { dataplane: 'dataplane-v2', enforced: true, missing: [] };
  const { items, refused } = await listReach({ resource: 'daemonsets', group: 'apps' }, usualNamespaces, (scope) =>
    kubernetes.list('daemonsets', scope),
  );
  const agents = items.filter(isScheduled).map(agentOf);
  // GKE knows best of its own agent.
  if (agents.includes('cilium') || (cluster === null && agents.includes('dataplane-v2')))
    return { dataplane: 'dataplane-v2', enforced: true, missing: [] };
  if (agents.includes('calico')) return { dataplane: iptables(cluster), enforced: true, missing: [] };
  if (agents.includes('other')) return { dataplane: 'unknown', enforced: true, missing: [] };
  const migrates = cluster?.datapath?.startsWith('MIGRATE') === true;
  if (migrates) return { dataplane: 'unknown', enforced: true, missing: [] };
  if (cluster?.networkPolicyEnabled === true) return { dataplane: iptables(cluster), enforced: true, missing: [] };
  const dataplane = cluster === null ? 'unknown' : iptables(cluster);
  // A part of the namespaces was seen: an agent may be elsewhere.
  if (refused !== null) return { dataplane: 'unknown', enforced: null, missing: [refused] };
  // GKE runs DaemonSets of its own in each cluster: where none is to be seen, there is more that is not.
  return { dataplane, enforced: items.length === 0 && cluster === null, missing: [] };
}

const usualNamespaces = ['kube-system', 'calico-system', 'cilium', 'cilium-system'];

function iptables(cluster: GkeCluster | null): Dataplane {
  const [, minor] = /^1\.(\d+)/.exec(cluster?.version ?? '') ?? [];
  return minor !== undefined && Number(minor) < 21 ? 'iptables-before-1.21' : 'iptables';
}

/** One that selects no node enforces nothing. */
function isScheduled({ status }: V1DaemonSet): boolean {
  return status?.desiredNumberScheduled !== 0;
}

/** Known by name, label, container or image: installs differ in all of them. */
function agentOf({ metadata, spec }: V1DaemonSet): 'dataplane-v2' | 'cilium' | 'calico' | 'other' | null {
  const containers = spec?.template?.spec?.containers ?? [];
  const images = containers.map(({ image }) =>
    withoutTag(image ?? '')
      .split('/')
      .slice(-2)
      .join('/'),
  );
  const names = [
    metadata?.name ?? '',
    spec?.template?.metadata?.labels?.['k8s-app'] ?? '',
    spec?.template?.metadata?.labels?.['app.kubernetes.io/name'] ?? '',
    ...containers.map(({ name }) => name),
  ];
  const is = (name: RegExp, image: RegExp): boolean =>
    names.some((each) => name.test(each)) || images.some((each) => image.test(each));
  if (metadata?.name === 'anetd' && metadata.namespace === 'kube-system') return 'dataplane-v2';
  if (is(/^(?:cilium|cilium-agent)$/, /^cilium\/cilium(?:-|$)/)) return 'cilium';
  if (is(/^(?:calico-node|canal)(?:-|$)/, /^(?:calico|tigera)\/(?:cnx-)?node$/)) return 'calico';
  return is(
    /^(?:antrea-agent|kube-router|weave-net|weave-npc|ovnkube-node|azure-npm|kube-network-policies)$/,
    /^antrea\/antrea/,
  )
    ? 'other'
    : null;
}
