import { isRefused } from './permission-missing.ts';
import type { Kubernetes, V1Pod } from '../clients/kubernetes.ts';

/** The pods of GKE's DaemonSet `gke-metadata-server`; `null`: they may not be listed. */
export async function metadataServerPods(kubernetes: Kubernetes): Promise<readonly V1Pod[] | null> {
  try {
    return await kubernetes.list('pods', { namespace: 'kube-system', labelSelector: 'k8s-app=gke-metadata-server' });
  } catch (error) {
    if (isRefused(error)) return null;
    throw error;
  }
}
