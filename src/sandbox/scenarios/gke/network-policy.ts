import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import type { World } from '../../world.ts';
import { object, specOf } from '../scenario.ts';

/** Flux's own policy lets its pods go anywhere; now they may go here alone. */
export function onlyEgress(world: World, egress: readonly object[]): void {
  specOf(object(world, 'NetworkPolicy', fluxNamespace, 'allow-egress'))['egress'] = egress;
}

/** Cilium's own policies are served, and one of them selects Flux's pods. */
export function ciliumPolicy(world: World): void {
  world.cluster.customResources.push({
    group: 'cilium.io',
    versions: ['v2'],
    plural: 'ciliumnetworkpolicies',
    singular: 'ciliumnetworkpolicy',
    kind: 'CiliumNetworkPolicy',
    namespaced: true,
  });
  world.cluster.objects.push({
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata: { name: 'egress', namespace: fluxNamespace },
    spec: { endpointSelector: {}, egress: [{ toEntities: ['host', 'cluster'] }] },
  });
}

/** The metadata server, and Google's APIs and registries. */
export const metadataAndGoogle: readonly object[] = [
  { to: [{ ipBlock: { cidr: '169.254.169.254/32' } }], ports: [{ port: 80, protocol: 'TCP' }] },
  { ports: [{ port: 443, protocol: 'TCP' }] },
];

const dnsPorts = [
  { port: 53, protocol: 'UDP' },
  { port: 53, protocol: 'TCP' },
];

/** DNS as most charts allow it: to the pods of kube-dns. */
export const toKubeDns: object = {
  to: [{ namespaceSelector: {}, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }],
  ports: dnsPorts,
};

export function dnsAt(ip: string): object {
  return { to: [{ ipBlock: { cidr: `${ip}/32` } }], ports: dnsPorts };
}
