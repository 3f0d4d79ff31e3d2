import { defineFinding } from '../define.ts';
import { exampleWorkload } from '../examples.ts';
import { changeDeployment } from '../fixes/deployment.ts';
import { oneOf, text } from '../schema.ts';
import { workload } from '../subjects.ts';
import { workloadName } from '../wording.ts';

export const meshBlocksMetadata = defineFinding({
  code: 'mesh-blocks-metadata',
  link: 'workload',
  level: 'broken',
  failsAt: 'metadata',
  since: '0.1.0',
  args: {
    ...workload,
    mode: oneOf('sidecar', 'ambient'),
    /** The sidecar; of an ambient mesh what leads the traffic. */
    sidecar: text,
  },
  summary: ({ namespace, workload, mode, sidecar }) =>
    mode === 'ambient'
      ? `Istio's ambient mesh (${sidecar}) captures the traffic of ${workloadName(namespace, workload)} to the metadata server`
      : `The sidecar ${sidecar} captures the traffic of ${workloadName(namespace, workload)} to the metadata server`,
  explanation:
    'A mesh sidecar captures 169.254.169.254, or starts after the controller. The GKE metadata server refuses requests that a proxy has marked with X-Forwarded-For, and before the sidecar is ready there is no answer at all. In the ambient mode of Istio there is no sidecar: labels of the namespace or the pod (istio.io/dataplane-mode, istio.io/use-waypoint) lead the traffic away, and with a waypoint the metadata server has been seen to answer as the workload pool instead of the KSA. Flux then has no token, or remembers that it is not on Google.',
  sources: [
    'https://github.com/istio/istio/issues/59597',
    'https://cloud.google.com/kubernetes-engine/docs/troubleshooting/authentication',
    'https://github.com/google/cloudprober/issues/432',
  ],
  expected: ({ mode }) =>
    mode === 'ambient' ? 'pods outside of the mesh' : '169.254.169.254/32 excluded from the mesh',
  actual: ({ sidecar }) => `captured by ${sidecar}`,
  fixes: (args) =>
    changeDeployment(
      args,
      { kind: 'none' },
      {
        title:
          args.mode === 'ambient'
            ? `Take ${args.namespace}/${args.workload} out of the ambient mesh`
            : `Exclude the metadata server from the mesh for ${args.namespace}/${args.workload}`,
        patch: {
          kind: 'merge',
          content: {
            spec: {
              template: {
                metadata:
                  args.mode === 'ambient'
                    ? { labels: { 'istio.io/dataplane-mode': 'none' } }
                    : { annotations: meshAnnotations(args.sidecar) },
              },
            },
          },
        },
      },
    ),
  example: { ...exampleWorkload, mode: 'sidecar', sidecar: 'istio-proxy' },
  variants: [{ sidecar: 'linkerd-proxy' }, { mode: 'ambient', sidecar: 'waypoint waypoint' }],
});

function meshAnnotations(sidecar: string): Record<string, string> {
  return sidecar.includes('linkerd')
    ? { 'config.linkerd.io/skip-subnets': '169.254.169.254/32' }
    : {
        'proxy.istio.io/config': '{"holdApplicationUntilProxyStarts":true}',
        'traffic.sidecar.istio.io/excludeOutboundIPRanges': '169.254.169.254/32',
      };
}
