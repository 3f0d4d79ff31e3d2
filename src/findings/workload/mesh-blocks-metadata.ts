import { defineFinding } from '../define.ts';
import { exampleWorkload } from '../examples.ts';
import { changeDeployment } from '../fixes/deployment.ts';
import { text } from '../schema.ts';
import { workload } from '../subjects.ts';
import { workloadName } from '../wording.ts';

export const meshBlocksMetadata = defineFinding({
  code: 'mesh-blocks-metadata',
  link: 'workload',
  level: 'broken',
  since: '0.1.0',
  args: { ...workload, sidecar: text },
  summary: ({ namespace, workload, sidecar }) =>
    `The sidecar ${sidecar} captures the traffic of ${workloadName(namespace, workload)} to the metadata server`,
  explanation:
    'A mesh sidecar captures 169.254.169.254, or starts after the controller. The GKE metadata server refuses requests that a proxy has marked with X-Forwarded-For, and before the sidecar is ready there is no answer at all. Flux then has no token, or remembers that it is not on Google.',
  sources: [
    'https://cloud.google.com/kubernetes-engine/docs/troubleshooting/authentication',
    'https://github.com/google/cloudprober/issues/432',
  ],
  expected: () => '169.254.169.254/32 excluded from the mesh',
  actual: ({ sidecar }) => `captured by ${sidecar}`,
  fixes: (args) =>
    changeDeployment(
      args,
      { kind: 'none' },
      {
        title: `Exclude the metadata server from the mesh for ${args.namespace}/${args.workload}`,
        patch: {
          kind: 'merge',
          content: { spec: { template: { metadata: { annotations: meshAnnotations(args.sidecar) } } } },
        },
      },
    ),
  example: { ...exampleWorkload, sidecar: 'istio-proxy' },
  variants: [{ sidecar: 'linkerd-proxy' }],
});

function meshAnnotations(sidecar: string): Record<string, string> {
  return sidecar.includes('linkerd')
    ? { 'config.linkerd.io/skip-subnets': '169.254.169.254/32' }
    : {
        'proxy.istio.io/config': '{"holdApplicationUntilProxyStarts":true}',
        'traffic.sidecar.istio.io/excludeOutboundIPRanges': '169.254.169.254/32',
      };
}
