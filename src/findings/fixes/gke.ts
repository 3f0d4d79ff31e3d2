/** Changes of the cluster and its node pools. */

import type { Cluster } from '../subjects.ts';
import { inOrder, sh, yours } from '../../chain/shell-quote.ts';
import type { Fix } from '../../chain/vocabulary.ts';
import { askAgain } from './verify.ts';

const permission = 'container.clusters.update (roles/container.clusterAdmin)';

export function describeCluster(cluster: Cluster): string {
  return sh`gcloud container clusters describe ${cluster.name} --location=${cluster.location} --project=${cluster.project} --format=${'value(workloadIdentityConfig.workloadPool)'}`;
}

export function setWorkloadPool(cluster: Cluster, pool: string): Fix {
  return {
    kind: 'ask-first',
    title: `Enable workload pool ${pool} on cluster ${cluster.name}; existing node pools stay as they are`,
    tool: 'gcloud',
    command: sh`gcloud container clusters update ${cluster.name} --location=${cluster.location} --project=${cluster.project} --workload-pool=${pool}`,
    patch: null,
    permission,
    takes: 'after 10 to 20 min; then each node pool that runs Flux must run the GKE metadata server too',
    verify: describeCluster(cluster),
  };
}

/** On Autopilot there is nothing to do: every node has it, and a nodeSelector for it would be refused. */
export function serveMetadata(cluster: Cluster | null, nodePool: string | null): Fix[] {
  const at = cluster ?? { name: yours('CLUSTER'), location: yours('LOCATION'), project: yours('PROJECT') };
  const pool = nodePool ?? yours('NODE_POOL');
  const where = sh`--cluster=${at.name} --location=${at.location} --project=${at.project}`;
  const describe = sh`gcloud container node-pools describe ${pool}`;
  const named = nodePool === null ? 'the node pool of the controller' : `node pool ${nodePool}`;
  return [
    {
      kind: 'ask-first',
      title: `Create a node pool that runs the GKE metadata server, and move Flux there (${named} stays as it is)`,
      tool: 'gcloud',
      command: inOrder(
        `gcloud container node-pools create flux-wi --workload-metadata=GKE_METADATA ${where}`,
        sh`kubectl --field-manager=flux-client-side-apply -n flux-system patch deployment image-reflector-controller --type merge -p ${'{"spec":{"template":{"spec":{"nodeSelector":{"cloud.google.com/gke-nodepool":"flux-wi"}}}}}'}`,
        'kubectl -n flux-system rollout status deployment image-reflector-controller',
      ),
      patch: null,
      permission,
      takes: 'after about 5 min, when the nodes are ready and the pods have moved',
      verify: askAgain(),
    },
    {
      kind: 'ask-first',
      title: `Run the GKE metadata server on ${named}: recreates its nodes, and every pod there loses the node's account`,
      tool: 'gcloud',
      command: sh`gcloud container node-pools update ${pool} --workload-metadata=GKE_METADATA ` + where,
      patch: null,
      permission,
      takes: 'after some minutes for each node',
      verify: `${describe} ${where} ${sh`--format=${'value(config.workloadMetadataConfig.mode)'}`}`,
    },
  ];
}
