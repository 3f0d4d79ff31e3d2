import { defineFinding } from '../define.ts';
import { exampleCluster } from '../examples.ts';
import { serveMetadata } from '../fixes/gke.ts';
import { listOf, nullable, text } from '../schema.ts';
import { cluster } from '../subjects.ts';
import { listed } from '../wording.ts';

export const nodeMetadataServerMissing = defineFinding({
  code: 'node-metadata-server-missing',
  link: 'GKE',
  level: 'broken',
  failsAt: 'metadata',
  since: '0.1.0',
  args: {
    cluster: nullable(cluster),
    nodePool: nullable(text),
    nodes: listOf(text),
    mode: text,
    nodeAccount: nullable(text),
    pods: listOf(text),
  },
  summary: ({ nodePool, nodes, nodeAccount }) =>
    `${nodePool === null ? `Node ${listed(nodes, 2)}` : `Node pool ${nodePool}`} does not run the GKE metadata server, so Flux acts as ${nodeAccount === null ? "the node's account" : nodeAccount}`,
  explanation:
    "Enabling Workload Identity on the cluster does not change existing node pools. On such a node 169.254.169.254 answers with the node's own service account, and without an error: Flux is refused, or succeeds, as another account. Identities that an object names itself (spec.serviceAccountName) do not need it.",
  sources: [
    'https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity',
    'https://github.com/cert-manager/google-cas-issuer/issues/57',
  ],
  expected: () => 'workloadMetadataConfig.mode: GKE_METADATA',
  actual: ({ mode, nodes }) => `${mode} on ${listed(nodes)}`,
  fixes: ({ cluster, nodePool }) => serveMetadata(cluster, nodePool),
  example: {
    cluster: exampleCluster,
    nodePool: 'default-pool',
    nodes: ['gke-prod-default-pool-1a2b-x7k2'],
    mode: 'GCE_METADATA',
    nodeAccount: '123456789012-compute@developer.gserviceaccount.com',
    pods: ['image-reflector-controller-6d5f8-abcde'],
  },
});
