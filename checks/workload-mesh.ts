import { cidrContains } from '../src/chain/network-policy.ts';
import { withoutTag } from '../src/chain/image-reference.ts';
import { readText } from '../src/chain/known-texts.ts';
import type { Identity } from '../src/chain/vocabulary.ts';
import type { Kubernetes, V1Pod } from '../src/clients/kubernetes.ts';
import { ambientOf } from '../src/discover/ambient-mesh.ts';
import { orNull } from '../src/discover/or-null.ts';
import { podsOf } from '../src/discover/workload.ts';
import type { ScanWorkload } from '../src/discover/workload.ts';
import type { Finding } from '../src/findings/finding.ts';
import { seconds } from '../src/engine/check.ts';
import { defineCheck, isSome, pass, skipped, suspected } from './define.ts';
import type { Result } from './define.ts';

const metadataAddress = '169.254.169.254';

/**
 * Whether a service mesh takes the calls to the metadata server. A sidecar that captures them is seen to; that a pod is in
 * an ambient mesh says nothing by itself, and counts only where Flux fails as it would make Flux fail.
 */
export const workloadMesh = defineCheck({
  id: 'workload-mesh',
  link: 'workload',
  scope: 'identity',
  title: 'no service mesh takes the way to the metadata server',
  deadline: seconds(20),
  async run({ kubernetes, identity, workloads }): Promise<Result<true>> {
    if (workloads.length === 0) return skipped('no workload of Flux is behind this identity');
    const found = (await Promise.all(workloads.map((workload) => meshOf(kubernetes, workload)))).flat();
    const ambient = found.filter(({ args }) => args.mode === 'ambient');
    const fits = textsOf(identity).some((text) => readText(text)?.codes.includes('mesh-blocks-metadata'));
    const captured = fits ? found : found.filter((one) => !ambient.includes(one));
    if (isSome(captured)) return suspected(captured);
    return pass(
      true,
      ambient.map(({ args }) => `${args.namespace}/${args.workload} is in Istio's ambient mesh; nothing points at it`),
    );
  },
});

type Mesh = Extract<Finding, { code: 'mesh-blocks-metadata' }>;

async function meshOf(kubernetes: Kubernetes, workload: ScanWorkload): Promise<readonly Mesh[]> {
  const pods = await podsOf(kubernetes, workload);
  const { namespace, name } = workload.ref;
  const found = (mode: 'sidecar' | 'ambient', proxy: string): readonly Mesh[] => [
    { code: 'mesh-blocks-metadata', args: { namespace, workload: name, mode, sidecar: proxy } },
  ];
  const sidecar = pods.map(capturingSidecar).find((each) => each !== null);
  if (sidecar !== undefined) return found('sidecar', sidecar);
  const home = await orNull(kubernetes.get('namespaces', null, namespace));
  const ambient = pods.map((pod) => ambientOf(pod, home?.metadata?.labels ?? {})).find((each) => each !== null);
  if (ambient === undefined) return [];
  return found('ambient', ambient.waypoint === null ? 'ztunnel' : `waypoint ${ambient.waypoint}`);
}

/** What Flux says of the objects that fail. */
function textsOf({ targets }: Identity): readonly string[] {
  const statuses = targets.flatMap(({ objects }) => objects.map(({ status }) => status));
  return statuses.flatMap((status) => (status?.ready === false ? [status.message] : []));
}

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
