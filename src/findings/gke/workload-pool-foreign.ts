import { defineFinding } from '../define.ts';
import { exampleCluster } from '../examples.ts';
import { setWorkloadPool } from '../fixes/gke.ts';
import { text } from '../schema.ts';
import { cluster } from '../subjects.ts';

export const workloadPoolForeign = defineFinding({
  code: 'workload-pool-foreign',
  link: 'GKE',
  level: 'broken',
  since: '0.1.0',
  args: { cluster, pool: text, expected: text },
  summary: ({ cluster, pool, expected }) =>
    `Cluster ${cluster.name} reports the workload pool ${pool}, not ${expected}`,
  explanation:
    "A GKE cluster can use the pool of its own project alone. Bindings that name the other pool are for KSAs of other clusters, and the KSAs here are not among them. A fleet's pool is another matter: pods reach it by a projected token, not by the metadata server.",
  sources: ['https://cloud.google.com/kubernetes-engine/docs/concepts/workload-identity'],
  expected: ({ expected }) => expected,
  actual: ({ pool }) => pool,
  fixes: ({ cluster, expected }) => [setWorkloadPool(cluster, expected)],
  example: { cluster: exampleCluster, pool: 'acme-tools.svc.id.goog', expected: 'acme-prod.svc.id.goog' },
});
