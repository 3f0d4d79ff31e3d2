import type { WorkloadRef } from '../chain/vocabulary.ts';
import type { V1Deployment, V1Pod } from '../clients/kubernetes.ts';

/** A Deployment that reads registries, with all that was read of it. */
export interface ScanWorkload {
  readonly ref: WorkloadRef;
  readonly deployment: V1Deployment;
  /** Pods matched by the Deployment's selector; `null` where they may not be listed. */
  readonly pods: readonly V1Pod[] | null;
  /** The KSA of the pod template. */
  readonly serviceAccount: string;
  /** Controller flags by name without dashes, e.g. `feature-gates` → [`A=true,B=false`]. */
  readonly flags: ReadonlyMap<string, readonly string[]>;
}
