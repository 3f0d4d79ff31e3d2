/** What switching Workload Identity on or off changes: in the cluster's record, and on its nodes. */

import { z } from 'zod';
import type { Cloud, Named } from './cloud.ts';
import { refuse } from './google-error.ts';
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
  if (served) showOnNodes(cluster.objects, pool, wanted);
  cloud.onWrite();
}

const nodeLabel = 'iam.gke.io/gke-metadata-server-enabled';

/** The label that the metadata server's DaemonSet selects by, and its pod on each node. */
function showOnNodes(objects: StoredObject[], pool: string, wanted: z.infer<typeof mode>): void {
  const nodes = objects.filter(
    ({ kind, metadata }) => kind === 'Node' && metadata.labels?.['cloud.google.com/gke-nodepool'] === pool,
  );
  for (const node of nodes) {
    const { [nodeLabel]: _, ...others } = node.metadata.labels ?? {};
    node.metadata.labels = wanted === 'GKE_METADATA' ? { ...others, [nodeLabel]: 'true' } : others;
    const at = objects.findIndex((object) => isMetadataServerOn(object, node.metadata.name));
    if (wanted === 'GCE_METADATA' && at >= 0) objects.splice(at, 1);
    if (wanted === 'GKE_METADATA' && at < 0) objects.push(...metadataServerPod(objects, node.metadata.name));
  }
}

function isMetadataServerOn({ kind, metadata, ...object }: StoredObject, node: string): boolean {
  const spec = object['spec'] as { nodeName?: string } | undefined;
  return kind === 'Pod' && metadata.labels?.['k8s-app'] === 'gke-metadata-server' && spec?.nodeName === node;
}

function metadataServerPod(objects: readonly StoredObject[], nodeName: string): StoredObject[] {
  const daemonSet = objects.find(
    ({ kind, metadata }) => kind === 'DaemonSet' && metadata.name === 'gke-metadata-server',
  );
  if (daemonSet === undefined) return [];
  const { template } = daemonSet['spec'] as {
    template: { metadata?: { labels?: Record<string, string> }; spec: object };
  };
  const startTime = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  return [
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: `gke-metadata-server-${nodeName.slice(-5)}`,
        namespace: 'kube-system',
        labels: { ...template.metadata?.labels },
        creationTimestamp: startTime,
      },
      spec: { ...template.spec, nodeName },
      status: {
        phase: 'Running',
        startTime,
        conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: startTime }],
        containerStatuses: [{ name: 'gke-metadata-server', ready: true, restartCount: 0 }],
      },
    },
  ];
}
