import type { Dataplane } from '../chain/network-policy.ts';
import { ApiError } from '../clients/api-error.ts';
import type { GkeCluster } from '../clients/google.ts';
import type { Kubernetes } from '../clients/kubernetes.ts';

/** What carries the pods' traffic; `unenforced`: nothing in the cluster acts on NetworkPolicies. */
export type DataplaneInUse = Dataplane | 'unenforced';

/** By GKE's word, else by the agents that run in kube-system. */
export async function dataplaneOf(kubernetes: Kubernetes, cluster: GkeCluster | null): Promise<DataplaneInUse> {
  if (cluster !== null) return ofCluster(cluster);
  try {
    const agents = (await kubernetes.list('daemonsets', { namespace: 'kube-system' })).map(
      (each) => each.metadata?.name ?? '',
    );
    if (agents.some((name) => name === 'anetd' || name === 'cilium')) return 'dataplane-v2';
    if (agents.some((name) => name.startsWith('calico-node'))) return 'iptables';
    return 'unknown';
  } catch (error) {
    if (error instanceof ApiError) return 'unknown';
    throw error;
  }
}

function ofCluster({ autopilot, datapath, networkPolicyEnabled, version }: GkeCluster): DataplaneInUse {
  if (autopilot || datapath === 'ADVANCED_DATAPATH') return 'dataplane-v2';
  if (datapath?.startsWith('MIGRATE') === true) return 'unknown';
  if (!networkPolicyEnabled) return 'unenforced';
  const [, minor] = /^1\.(\d+)/.exec(version ?? '') ?? [];
  return minor !== undefined && Number(minor) < 21 ? 'iptables-before-1.21' : 'iptables';
}
