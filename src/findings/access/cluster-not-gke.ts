import { sh, yours } from '../../chain/shell-quote.ts';
import { defineFinding } from '../define.ts';
import { nullable, text } from '../schema.ts';

export const clusterNotGke = defineFinding({
  code: 'cluster-not-gke',
  link: 'access',
  level: 'unknown',
  certain: true,
  since: '0.1.0',
  args: {
    context: text,
    /** One of the three is what shows it. */
    issuer: nullable(text),
    node: nullable(text),
    version: nullable(text),
  },
  summary: ({ context, issuer, node, version }) =>
    issuer !== null
      ? `${context} is not a GKE cluster: its tokens are issued by ${issuer}`
      : `${context} is not a GKE cluster: ${node === null ? `its API server is ${version ?? ''}` : `its nodes are not GKE nodes (${node})`}`,
  explanation:
    'Workload Identity Federation for GKE requires the tokens of a GKE cluster, whose issuer begins with https://container.googleapis.com/, and the metadata server on its nodes. This cluster has neither, so the checks of workload pool, nodes and metadata server, and what depends on them, are not made. From such a cluster Flux reaches Google through a workload identity provider that a ServiceAccount names (gcp.auth.fluxcd.io/workload-identity-provider), which is checked, or with a credential file, which is not.',
  sources: ['https://cloud.google.com/iam/docs/workload-identity-federation-with-kubernetes'],
  expected: ({ issuer }) =>
    issuer === null
      ? 'nodes and an API server of GKE'
      : 'an issuer https://container.googleapis.com/v1/projects/…/clusters/…',
  actual: ({ issuer, node, version }) => issuer ?? node ?? version ?? '',
  fixes: () => [
    {
      kind: 'now',
      title: 'Check another context, if this one was not meant',
      tool: 'flux-wi',
      command: sh`flux-wi doctor --context ${yours('CONTEXT')}`,
      patch: null,
      permission: 'none',
      takes: 'at once',
      verify: 'kubectl config get-contexts',
    },
  ],
  example: { context: 'kind-dev', issuer: 'https://kubernetes.default.svc.cluster.local', node: null, version: null },
});
