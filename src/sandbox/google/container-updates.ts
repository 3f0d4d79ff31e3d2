/** What switching Workload Identity on or off changes: in the cluster's record, and on its nodes. */

import * as z from 'zod';
import type { Cloud, Named } from './cloud.ts';
import { refuse } from './google-error.ts';
import { createPod } from '../kubernetes/pods.ts';
import type { ObjectStore } from '../kubernetes/store.ts';
import type { GkeClusterState, ProjectState, StoredObject } from '../world.ts';

interface FoundCluster {
  readonly project: Named<ProjectState>;
  readonly location: string;
  readonly name: string;
  readonly state: GkeClusterState;
}

const clusterUpdate = z.object({
  update: z.object({ desiredWorkloadIdentityConfig: z.object({ workloadPool: z.string().default('') }) }),
});

/** `clusters update --workload-pool` and `--disable-workload-identity`. Existing node pools stay as they are. */
export function setWorkloadPool(cloud: Cloud, found: FoundCluster, request: unknown): void {
  const update = clusterUpdate.safeParse(request);
  // Other updates are nothing that the sandbox models.
  if (!update.success) return;
  const { workloadPool } = update.data.update.desiredWorkloadIdentityConfig;
  const own = `${found.project.id}.svc.id.goog`;
  if (workloadPool === '') {
    if (found.state.autopilot)
      throw refuse('INVALID_ARGUMENT', 'Workload Identity cannot be disabled on Autopilot clusters.');
    found.state.workloadPool = null;
  } else if (workloadPool === own) {
    found.state.workloadPool = own;
    // The project's pool is made with its first such cluster, and never goes again.
    found.project.state.workloadPoolExists = true;
  } else {
    throw refuse(
      'INVALID_ARGUMENT',
      `Currently, the only supported workload pool is the workload pool of the cluster project (${own}).`,
    );
  }
  cloud.onWrite();
}

const mode = z.enum(['GKE_METADATA', 'GCE_METADATA']);
const poolUpdate = z.object({ workloadMetadataConfig: z.object({ mode }) });

/** `node-pools update --workload-metadata`. */
export function setPoolMode(cloud: Cloud, found: FoundCluster, pool: string, request: unknown): void {
  const update = poolUpdate.safeParse(request);
  const state = found.state.nodePools[pool];
  if (!update.success || state === undefined) return;
  const wanted = update.data.workloadMetadataConfig.mode;
  if (wanted === 'GKE_METADATA' && found.state.workloadPool === null) {
    throw refuse(
      'FAILED_PRECONDITION',
      'Workload Identity is not enabled on the cluster: enable it on the cluster before enabling it on a node pool.',
    );
  }
  state.mode = wanted;
  const { cluster } = cloud.world;
  const served =
    cluster.project === found.project.id && cluster.location === found.location && cluster.name === found.name;
  if (served) showOnNodes(cloud.cluster.store, pool, wanted);
  cloud.onWrite();
}

const nodeLabel = 'iam.gke.io/gke-metadata-server-enabled';
const poolLabel = 'cloud.google.com/gke-nodepool';

/** The label that the metadata server's DaemonSet selects by, and its pod on each node. */
function showOnNodes(store: ObjectStore, pool: string, wanted: z.infer<typeof mode>): void {
  for (const node of store.list({ kind: 'Node', group: '' })) {
    if (node.metadata.labels?.[poolLabel] !== pool) continue;
    const { [nodeLabel]: _, ...others } = node.metadata.labels;
    const labels = wanted === 'GKE_METADATA' ? { ...others, [nodeLabel]: 'true' } : others;
    store.replace(node, { ...node, metadata: { ...node.metadata, labels } });
    const present = store
      .list({ kind: 'Pod', group: '' }, 'kube-system')
      .find((pod) => isMetadataServerOn(pod, node.metadata.name));
    if (wanted === 'GCE_METADATA' && present !== undefined) store.remove(present);
    if (wanted === 'GKE_METADATA' && present === undefined) startMetadataServer(store, node.metadata.name);
  }
}

function isMetadataServerOn(pod: StoredObject, node: string): boolean {
  const { nodeName } = pod['spec'] as { nodeName?: string };
  return pod.metadata.labels?.['k8s-app'] === 'gke-metadata-server' && nodeName === node;
}

function startMetadataServer(store: ObjectStore, nodeName: string): void {
  const daemonSet = store.get({ kind: 'DaemonSet', group: 'apps' }, 'kube-system', 'gke-metadata-server');
  if (daemonSet === undefined) return;
  const { name, uid = '' } = daemonSet.metadata;
  createPod(store, {
    namespace: 'kube-system',
    template: (daemonSet['spec'] as { template: unknown }).template,
    owner: { apiVersion: 'apps/v1', kind: 'DaemonSet', name, uid },
    extraLabels: {},
    nodeName,
  });
}
