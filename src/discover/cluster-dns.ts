import type { Destination } from '../chain/network-policy.ts';
import { ApiError } from '../clients/api-error.ts';
import type { Kubernetes, V1Pod } from '../clients/kubernetes.ts';

/** NodeLocal DNSCache, and Cloud DNS for GKE, which answers at the metadata server's address. */
const fixedResolvers = ['169.254.20.10', '169.254.169.254'];

/**
 * Every way by which a pod of this cluster may resolve names. Which one it takes is not told from outside, so names
 * are lost only where all of them are blocked.
 */
export async function dnsDestinations(kubernetes: Kubernetes): Promise<readonly Destination[]> {
  const pods = await kubeDns(kubernetes);
  const protocols = ['UDP', 'TCP'] as const;
  return protocols.flatMap((protocol): readonly Destination[] => [
    ...pods.map(({ metadata, status }) => ({
      kind: 'pod' as const,
      labels: metadata?.labels ?? {},
      namespace: 'kube-system',
      namespaceLabels: { 'kubernetes.io/metadata.name': 'kube-system' },
      ip: status?.podIP ?? null,
      port: 53,
      portNames: protocol === 'UDP' ? ['dns'] : ['dns-tcp'],
      protocol,
    })),
    ...fixedResolvers.map((ip) => ({ kind: 'ip' as const, ip, port: 53, protocol })),
  ]);
}

async function kubeDns(kubernetes: Kubernetes): Promise<readonly V1Pod[]> {
  try {
    const pods = await kubernetes.list('pods', { namespace: 'kube-system', labelSelector: 'k8s-app=kube-dns' });
    // The labels that they have wherever they run: policies are written against these.
    return pods.length > 0 ? pods : [usual];
  } catch (error) {
    if (error instanceof ApiError) return [usual];
    throw error;
  }
}

const usual: V1Pod = { metadata: { labels: { 'k8s-app': 'kube-dns' } } };
