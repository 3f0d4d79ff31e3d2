import { cidrContains } from '../src/chain/network-policy.ts';
import { withoutTag } from '../src/chain/image-reference.ts';
import { finding } from '../src/chain/vocabulary.ts';
import type { V1Pod } from '../src/clients/kubernetes.ts';
import { podsOf } from '../src/discover/workload.ts';
import { seconds } from '../src/engine/check.ts';
import { defineCheck, pass, skipped, suspected } from './define.ts';
import type { Result } from './define.ts';

const metadataAddress = '169.254.169.254';

/** Whether a service mesh's sidecar takes the calls to the metadata server. */
export const workloadMesh = defineCheck({
  id: 'workload-mesh',
  link: 'workload',
  scope: 'identity',
  title: 'no sidecar takes the way to the metadata server',
  deadline: seconds(20),
  async run({ kubernetes, workloads }): Promise<Result<true>> {
    if (workloads.length === 0) return skipped('no workload of Flux is behind this identity');
    const found = await Promise.all(
      workloads.map(async (workload) => {
        const pods = await podsOf(kubernetes, workload);
        const sidecar = pods.map(capturingSidecar).find((each) => each !== null);
        const { namespace, name } = workload.ref;
        return sidecar === undefined ? null : finding('mesh-blocks-metadata', { namespace, workload: name, sidecar });
      }),
    );
    const captured = found.filter((each) => each !== null);
    return captured.length > 0 ? suspected(captured) : pass(true);
  },
});

function capturingSidecar(pod: V1Pod): string | null {
  const annotations = pod.metadata?.annotations ?? {};
  const list = (key: string) => (annotations[key] ?? '').split(',').map((each) => each.trim());
  const containers = [...(pod.spec?.initContainers ?? []), ...(pod.spec?.containers ?? [])];
  const named = (name: string, image: string) =>
    containers.find(
      (each) =>
        each.name === name ||
        withoutTag(each.image ?? '')
          .split('/')
          .at(-1) === image,
    );

  if (named('istio-proxy', 'proxyv2') !== undefined) {
    const ranges = list('traffic.sidecar.istio.io/excludeOutboundIPRanges');
    const ports = list('traffic.sidecar.istio.io/excludeOutboundPorts');
    const only = annotations['traffic.sidecar.istio.io/includeOutboundIPRanges'];
    const spared =
      ports.includes('80') ||
      ranges.some((range) => range === metadataAddress || cidrContains(range, metadataAddress)) ||
      (only !== undefined &&
        only !== '*' &&
        !only.split(',').some((range) => cidrContains(range.trim(), metadataAddress)));
    if (!spared) return 'istio-proxy';
  }
  if (named('linkerd-proxy', 'proxy') !== undefined && annotations['linkerd.io/proxy-version'] !== undefined) {
    const spared =
      list('config.linkerd.io/skip-outbound-ports').includes('80') ||
      list('config.linkerd.io/skip-subnets').some((range) => cidrContains(range, metadataAddress));
    if (!spared) return 'linkerd-proxy';
  }
  return null;
}
