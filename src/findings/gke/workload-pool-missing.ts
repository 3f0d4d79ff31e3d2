import { defineFinding } from '../define.ts';
import { exampleCluster } from '../examples.ts';
import { serveMetadata, setWorkloadPool } from '../fixes/gke.ts';
import { cluster } from '../subjects.ts';

export const workloadPoolMissing = defineFinding({
  code: 'workload-pool-missing',
  link: 'GKE',
  level: 'broken',
  failsAt: 'token-exchange',
  since: '0.1.0',
  args: { cluster },
  summary: ({ cluster }) => `Workload Identity is not enabled on cluster ${cluster.name}: it has no workload pool`,
  explanation:
    'Without a workload pool the cluster gives its pods no Google identity, so they act as the service account of their node. If no cluster of the project ever had one, the pool does not exist at all, and IAM refuses a binding for it ("Identity Pool does not exist"): enable it first, then bind. Existing node pools must then be changed too.',
  sources: [
    'https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity',
    'https://github.com/terraform-google-modules/terraform-google-kubernetes-engine/issues/916',
  ],
  expected: ({ cluster }) => `${cluster.project}.svc.id.goog`,
  actual: () => 'no workload pool',
  fixes: ({ cluster }) => [setWorkloadPool(cluster, `${cluster.project}.svc.id.goog`), ...serveMetadata(cluster, null)],
  example: { cluster: exampleCluster },
});
