/** Changes of the cluster and its node pools. */

import type { Cluster } from '../subjects.ts';
import { sh, yours } from '../../chain/shell-quote.ts';
import type { Fix } from '../../chain/vocabulary.ts';
import { askAgain } from './verify.ts';

const permission = 'container.clusters.update (roles/container.clusterAdmin)';

export function describeCluster(cluster: Cluster): string {
  return sh`gcloud container clusters describe ${cluster.name} --location=${cluster.location} --project=${cluster.project} --format=${'value(workloadIdentityConfig.workloadPool)'}`;
}

export function setWorkloadPool(cluster: Cluster, pool: string): Fix {
  return {
    kind: 'ask-first',
    title: `Give cluster ${cluster.name} the workload pool ${pool} (existing node pools stay as they are)`,
    tool: 'gcloud',
    command: sh`gcloud container clusters update ${cluster.name} --location=${cluster.location} --project=${cluster.project} --workload-pool=${pool}`,
    patch: null,
    permission,
    takes: '10 to 20 minutes; then each node pool that runs Flux must serve the GKE metadata server too',
    verify: describeCluster(cluster),
  };
}

/** On Autopilot there is nothing to do: every node has it, and a nodeSelector for it would be refused. */
export function serveMetadata(cluster: Cluster | null, nodePool: string | null): Fix[] {
  const at = cluster ?? { name: yours('CLUSTER'), location: yours('LOCATION'), project: yours('PROJECT') };
  const pool = nodePool ?? yours('NODE_POOL');
  const where = sh`--cluster=${at.name} --location=${at.location} --project=${at.project}`;
  const describe = sh`gcloud container node-pools describe ${pool}`;
  return [
    {
      kind: 'ask-first',
      title: `Serve the GKE metadata server on node pool ${nodePool ?? 'of the controller'}: DISRUPTS every pod there, as nodes are recreated and pods lose the node's account`,
      tool: 'gcloud',
      command: sh`gcloud container node-pools update ${pool} --workload-metadata=GKE_METADATA ` + where,
      patch: null,
      permission,
      takes: 'minutes for each node; whatever on that pool used the account of the node loses it at once',
      verify: `${describe} ${where} ${sh`--format=${'value(config.workloadMetadataConfig.mode)'}`}`,
    },
    {
      kind: 'ask-first',
      title: 'Or, without disruption: make a new node pool that serves it, and move Flux there',
      tool: 'gcloud',
      command: `gcloud container node-pools create flux-wi --workload-metadata=GKE_METADATA ${where}`,
      patch: null,
      permission,
      takes: 'some minutes, until the nodes are there and the pods have moved',
      verify: askAgain(),
    },
  ];
}
