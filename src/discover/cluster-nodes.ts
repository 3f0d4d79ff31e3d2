import type { GkeClusterName } from '../chain/gke-cluster.ts';
import { ApiError } from '../clients/api-error.ts';
import { orNull } from './or-null.ts';
import type { Kubernetes, V1Node } from '../clients/kubernetes.ts';

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

/**
 * What shows that the cluster is not one of GKE's, where its issuer may not be read: all nodes are other machines than
 * GKE's, or the API server is not of a version of GKE's. `null`: nothing shows it.
 */
export async function notGke(kubernetes: Kubernetes): Promise<NotGke | null> {
  const nodes = await orNull(kubernetes.list('nodes'));
  const [first] = nodes ?? [];
  if (nodes !== null && first !== undefined) {
    if (nodes.some(isOfGke)) return null;
    return { node: first.spec?.providerID || (first.metadata?.name ?? ''), version: null };
  }
  const version = await orNull(kubernetes.version());
  return version === null || /-gke\.\d/.test(version) ? null : { node: null, version };
}

export type NotGke =
  | { readonly node: string; readonly version: null }
  | { readonly node: null; readonly version: string };

/** GKE's nodes are virtual machines of Compute Engine, and say of which node pool they are. */
export function isOfGke({ metadata, spec }: V1Node): boolean {
  return (
    metadata?.labels?.['cloud.google.com/gke-nodepool'] !== undefined || spec?.providerID?.startsWith('gce://') === true
  );
}
