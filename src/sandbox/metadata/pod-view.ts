/** What decides who a pod is to the metadata server: its node, its network, its KSA. */

import { findProject, ownValue } from '../google/cloud.ts';
import type { Cloud } from '../google/cloud.ts';
import { nodeAccount } from './node-account.ts';

export interface PodView {
  readonly namespace: string;
  readonly pod: string;
  readonly ksa: string;
  /** Verbatim, whether or not it makes sense. */
  readonly annotation: string | null;
  /** Whom its tokens are counted against, where the KSA says so. */
  readonly quotaProject: string | null;
  /** The cluster's pool, where GKE's server answers; `null`: the node's own server does, as the node's account. */
  readonly pool: string | null;
  readonly nodeAccount: string;
}

const poolLabel = 'cloud.google.com/gke-nodepool';
const metadataServerLabel = 'iam.gke.io/gke-metadata-server-enabled';
const gsaAnnotation = 'iam.gke.io/gcp-service-account';

/** Throws where there is no such pod. Read anew for each request: all of it can change. */
export function viewPod(cloud: Cloud, namespace: string, name: string): PodView {
  const { store } = cloud.cluster;
  const pod = store.get({ kind: 'Pod', group: '' }, namespace, name);
  if (pod === undefined) throw new Error(`no pod ${namespace}/${name} in the sandbox`);
  const spec = pod['spec'] as { serviceAccountName?: string; nodeName?: string; hostNetwork?: boolean };
  const ksa = spec.serviceAccountName ?? 'default';
  const annotations = store.get({ kind: 'ServiceAccount', group: '' }, namespace, ksa)?.metadata.annotations;
  const node = store.get({ kind: 'Node', group: '' }, undefined, spec.nodeName ?? '');
  const { project, location, name: clusterName } = cloud.world.cluster;
  const clusters = findProject(cloud, project)?.state.clusters ?? {};
  const cluster = ownValue(clusters, `${location}/${clusterName}`);
  const servedByGke = node?.metadata.labels?.[metadataServerLabel] === 'true' && spec.hostNetwork !== true;
  const nodePool = ownValue(cluster?.nodePools ?? {}, node?.metadata.labels?.[poolLabel] ?? '');
  return {
    namespace,
    pod: name,
    ksa,
    annotation: annotations?.[gsaAnnotation] ?? null,
    quotaProject: annotations?.['iam.gke.io/credential-quota-project'] ?? null,
    pool: servedByGke ? (cluster?.workloadPool ?? null) : null,
    nodeAccount: nodeAccount(cloud, project, nodePool?.serviceAccount ?? 'default'),
  };
}
