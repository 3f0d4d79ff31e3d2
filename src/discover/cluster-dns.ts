import type { Dataplane, Destination } from '../chain/network-policy.ts';
import type { GkeCluster } from '../clients/google.ts';
import { orNull } from './or-null.ts';
import type { Kubernetes, V1Pod, V1PodSpec } from '../clients/kubernetes.ts';

/** Where a pod's questions for names may go. A policy that opens the way to one resolver opens none to another. */
export interface Resolver {
  /** As it is told to a person. */
  readonly name: string;
  /** Where a policy may see the questions go: one of these, where it is not known which. */
  readonly ways: readonly Destination[];
}

/** The virtual machine's own resolver, and that of Cloud DNS for GKE. */
const cloudDnsAddress = '169.254.169.254';
const nodeLocalAddress = '169.254.20.10';

/**
 * The resolvers that a pod may have; one, where it is known. By Flux's own words; else by the pod's spec; else by GKE's
 * word on the cluster; else by what runs in it. The pods of kube-dns run on, unused, where Cloud DNS took their place.
 *
 * @param said the address that a failed lookup of Flux names
 */
export async function resolversOf(
  kubernetes: Kubernetes,
  cluster: GkeCluster | null,
  dataplane: Dataplane,
  spec: V1PodSpec | undefined,
  said: string | null,
): Promise<readonly Resolver[]> {
  if (said === cloudDnsAddress) return [cloudDns];
  if (spec?.dnsPolicy === 'None') return (spec.dnsConfig?.nameservers ?? []).map(byAddress);
  if (spec?.dnsPolicy === 'Default') return [cloudDns];
  const [pods, cache, service] = await Promise.all([
    kubeDnsPods(kubernetes),
    hasNodeLocalDns(kubernetes, cluster),
    kubeDnsAddress(kubernetes),
  ]);
  const provider = providerOf(cluster);
  const local = nodeLocal(dataplane, provider, service);
  // The labels that they have wherever they run: policies are written against these.
  const kubeDns = ofPods('kube-dns', pods === null || pods.length === 0 ? [labelled('kube-dns')] : pods);
  if (said === nodeLocalAddress) return [local];
  if (said !== null)
    return [said === service || service === null ? (cache === true ? local : kubeDns) : byAddress(said)];
  switch (cache) {
    case true:
      return [local];
    case false:
      if (provider !== null) return [provider === 'cloud-dns' ? cloudDns : kubeDns];
      return pods?.length === 0 ? [cloudDns] : [kubeDns, cloudDns];
    case null:
      return [kubeDns, local, cloudDns];
  }
}

/** The resolver that a failed lookup names: `lookup HOST on 10.0.0.10:53: …`, in Go's words. */
export function resolverNamed(text: string): string | null {
  return /\blookup \S+ on \[?([0-9a-f.:]+?)\]?:53\b/i.exec(text)?.[1] ?? null;
}

const cloudDns: Resolver = {
  name: 'Cloud DNS for GKE',
  ways: [{ kind: 'ip', ip: cloudDnsAddress, port: 53, protocol: 'UDP' }],
};

function byAddress(ip: string): Resolver {
  return { name: 'the resolver', ways: [{ kind: 'ip', ip, port: 53, protocol: 'UDP' }] };
}

/**
 * The cache on the pod's node: at its own address before Cloud DNS. Before kube-dns it takes over the address of kube-dns
 * on each node; Dataplane V2 leads there by the cache's pod.
 */
function nodeLocal(dataplane: Dataplane, provider: 'cloud-dns' | 'kube-dns' | null, service: string | null): Resolver {
  const addresses = [nodeLocalAddress, ...(service === null || provider === 'cloud-dns' ? [] : [service])];
  const byIp = addresses.map((ip): Destination => ({ kind: 'ip', ip, port: 53, protocol: 'UDP' }));
  const byPod = provider === 'cloud-dns' ? [] : ofPods('node-local-dns', [labelled('node-local-dns')]).ways;
  return { name: 'NodeLocal DNSCache', ways: dataplane === 'iptables' ? byIp : [...byPod, ...byIp] };
}

function ofPods(app: string, pods: readonly V1Pod[]): Resolver {
  return {
    name: app,
    ways: pods.map(({ metadata, status }) => ({
      kind: 'pod',
      labels: metadata?.labels ?? {},
      namespace: 'kube-system',
      namespaceLabels: { 'kubernetes.io/metadata.name': 'kube-system' },
      ip: status?.podIP ?? null,
      port: 53,
      portNames: ['dns'],
      protocol: 'UDP',
    })),
  };
}

/** What GKE says of the cluster's DNS; on Autopilot its default depends on when the cluster was made. */
function providerOf(cluster: GkeCluster | null): 'cloud-dns' | 'kube-dns' | null {
  if (cluster === null) return null;
  if (cluster.clusterDns === 'CLOUD_DNS') return 'cloud-dns';
  if (cluster.clusterDns === 'KUBE_DNS') return 'kube-dns';
  return cluster.autopilot ? null : 'kube-dns';
}

/** `null`: it cannot be told. */
async function hasNodeLocalDns(kubernetes: Kubernetes, cluster: GkeCluster | null): Promise<boolean | null> {
  if (cluster !== null) return cluster.autopilot || cluster.nodeLocalDns;
  const sets = await orNull(kubernetes.list('daemonsets', { namespace: 'kube-system' }));
  return sets?.some(({ metadata }) => metadata?.name === 'node-local-dns') ?? null;
}

async function kubeDnsAddress(kubernetes: Kubernetes): Promise<string | null> {
  const services = await orNull(kubernetes.list('services', { namespace: 'kube-system' }));
  const service = services?.find(({ metadata }) => metadata?.name === 'kube-dns');
  const { clusterIP } = (service?.spec ?? {}) as { readonly clusterIP?: unknown };
  return typeof clusterIP === 'string' ? clusterIP : null;
}

function kubeDnsPods(kubernetes: Kubernetes): Promise<readonly V1Pod[] | null> {
  return orNull(kubernetes.list('pods', { namespace: 'kube-system', labelSelector: 'k8s-app=kube-dns' }));
}

function labelled(app: string): V1Pod {
  return { metadata: { labels: { 'k8s-app': app } } };
}
