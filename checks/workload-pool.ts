import { derivedPool, isPoolOf } from '../src/chain/gke-cluster.ts';
import { finding } from '../src/chain/vocabulary.ts';
import { ApiError } from '../src/clients/api-error.ts';
import type { GkeCluster } from '../src/clients/google.ts';
import { optional, seconds } from '../src/engine/check.ts';
import { clusterIdentity } from './cluster-identity.ts';
import { blocked, broken, defineCheck, pass, suspected, unknown } from './define.ts';
import type { Result } from './define.ts';
import { accessFinding } from './explain-error.ts';
import { googleCredentials } from './google-credentials.ts';

export interface WorkloadPool {
  /** As the cluster reports it, else as it must be by rule. */
  readonly pool: string;
  readonly derived: boolean;
  /** False: of a cluster that the context's name points at, which may be another than the one that answers. */
  readonly certain: boolean;
  /** `null`: it could not be read, or may be another's. */
  readonly cluster: GkeCluster | null;
}

/** Whether the cluster has Workload Identity on, and which pool is its own. */
export const workloadPool = defineCheck({
  id: 'workload-pool',
  link: 'GKE',
  scope: 'cluster',
  title: 'the cluster has a workload pool',
  needs: { clusterIdentity, operator: optional(googleCredentials) },
  deadline: seconds(30),
  async run({ google, needs: { clusterIdentity: cluster, operator } }): Promise<Result<WorkloadPool>> {
    const byRule = derivedPool(cluster.project);
    const certain = cluster.verified;
    const derived: WorkloadPool = { pool: byRule, derived: true, certain, cluster: null };
    const wrong = certain ? broken : suspected;
    if (operator === undefined) {
      return blocked(googleCredentials, { fact: derived, notes: [`by rule it is ${byRule}`] });
    }
    let read: GkeCluster;
    try {
      read = await google.cluster(operator, cluster.project, cluster.location, cluster.name);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return unknown(accessFinding(error), { fact: derived, notes: [`by rule it is ${byRule}`] });
    }
    const name = { project: cluster.project, location: cluster.location, name: cluster.name };
    if (read.workloadPool === null) {
      return wrong(finding('workload-pool-missing', { cluster: name }), {
        fact: { ...derived, cluster: certain ? read : null },
      });
    }
    const fact: WorkloadPool = { pool: read.workloadPool, derived: false, certain, cluster: certain ? read : null };
    if (!isPoolOf(read.workloadPool, cluster.project)) {
      return wrong(finding('workload-pool-foreign', { cluster: name, pool: read.workloadPool, expected: byRule }), {
        fact,
      });
    }
    return pass(fact);
  },
});
