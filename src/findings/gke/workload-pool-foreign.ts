import { defineFinding } from '../define.ts';
import { exampleCluster } from '../examples.ts';
import { setWorkloadPool } from '../fixes/gke.ts';
import { text } from '../schema.ts';
import { cluster } from '../subjects.ts';

export const workloadPoolForeign = defineFinding({
  code: 'workload-pool-foreign',
  link: 'GKE',
  level: 'broken',
  failsAt: 'token-exchange',
  since: '0.1.0',
  args: { cluster, pool: text, expected: text },
  summary: ({ cluster, pool, expected }) =>
    `Cluster ${cluster.name} reports workload pool ${pool} instead of ${expected}`,
  explanation:
    "A GKE cluster can only use the pool of its own project. Bindings that name the other pool are for KSAs of other clusters. A fleet's pool is different: pods use it through a projected token, not through the metadata server.",
  sources: ['https://cloud.google.com/kubernetes-engine/docs/concepts/workload-identity'],
  expected: ({ expected }) => expected,
  actual: ({ pool }) => pool,
  fixes: ({ cluster, expected }) => [setWorkloadPool(cluster, expected)],
  example: { cluster: exampleCluster, pool: 'acme-tools.svc.id.goog', expected: 'acme-prod.svc.id.goog' },
});
