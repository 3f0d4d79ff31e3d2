import type { Capabilities } from '../chain/versions/capabilities.ts';
import { selectorMatches } from '../chain/label-selector.ts';
import type { WorkloadRef } from '../chain/vocabulary.ts';
import type { Kubernetes, V1Container, V1Deployment, V1Pod } from '../clients/kubernetes.ts';

/** A Deployment that reads registries, with all that was read of it. */
export interface ScanWorkload {
  readonly ref: WorkloadRef;
  readonly deployment: V1Deployment;
  /** The container that is the controller: an all-in-one Deployment has several. */
  readonly container: V1Container;
  /** Pods matched by the Deployment's selector; `null` where they may not be listed. */
  readonly pods: readonly V1Pod[] | null;
  /** The KSA of the pod template. */
  readonly serviceAccount: string;
  /** Controller flags by name without dashes, e.g. `feature-gates` → [`A=true,B=false`]. */
  readonly flags: ReadonlyMap<string, readonly string[]>;
  /** What a controller of this version does. */
  readonly capabilities: Capabilities;
}

/** The pods of a workload, by its Deployment's own selector. Throws `ApiError` where they may not be listed. */
export async function podsOf(kubernetes: Kubernetes, workload: ScanWorkload): Promise<readonly V1Pod[]> {
  const pods = await kubernetes.list('pods', { namespace: workload.ref.namespace });
  return podsAmong(pods, workload.deployment);
}

export function podsAmong(pods: readonly V1Pod[], deployment: V1Deployment): readonly V1Pod[] {
  const selector = deployment.spec?.selector;
  if (selector === undefined) return [];
  const plain = {
    matchLabels: selector.matchLabels ?? {},
    matchExpressions: selector.matchExpressions ?? [],
  };
  return pods.filter((pod) => selectorMatches(plain, pod.metadata?.labels ?? {}));
}
