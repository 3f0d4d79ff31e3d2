import type { GkeClusterName } from '../chain/gke-cluster.ts';
import { ApiError } from '../clients/api-error.ts';
import type { Kubernetes } from '../clients/kubernetes.ts';

/**
 * Whether the nodes are of the cluster that a name points at: GKE writes project and zone into their `providerID`, and
 * begins their names with the cluster's. `null`: no node tells, or none may be listed.
 */
export async function nodesAgree(kubernetes: Kubernetes, cluster: GkeClusterName): Promise<boolean | null> {
  try {
    const nodes = await kubernetes.list('nodes');
    for (const { spec } of nodes) {
      const [, project, zone = '', name = ''] =
        /^gce:\/\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(spec?.providerID ?? '') ?? [];
      if (project === undefined) continue;
      const inside = zone === cluster.location || zone.startsWith(`${cluster.location}-`);
      return project === cluster.project && inside && isNamedAfter(name, cluster.name);
    }
    return null;
  } catch (error) {
    if (error instanceof ApiError) return null;
    throw error;
  }
}

/** `gke-CLUSTER-POOL-…`, on Autopilot `gk3-CLUSTER-…`; long names of clusters are cut short. */
function isNamedAfter(node: string, cluster: string): boolean {
  const rest = /^gk[e3]-(.+)$/.exec(node)?.[1];
  return rest === undefined || rest.startsWith(cluster.slice(0, 12));
}
