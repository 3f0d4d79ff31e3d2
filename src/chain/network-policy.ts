import { BlockList, isIPv6 } from 'node:net';
import { selectorMatches } from './label-selector.ts';
import type { Labels, LabelSelector } from './label-selector.ts';

/** The parts of a Kubernetes NetworkPolicy that decide on egress. */
export interface NetworkPolicy {
  readonly metadata?: { readonly name?: string };
  readonly spec?: {
    readonly podSelector?: LabelSelector;
    readonly policyTypes?: readonly string[];
    readonly egress?: readonly EgressRule[];
  };
}

interface EgressRule {
  readonly to?: readonly {
    readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
    readonly podSelector?: LabelSelector;
    readonly namespaceSelector?: LabelSelector;
  }[];
  readonly ports?: readonly {
    readonly protocol?: string;
    readonly port?: number | string;
    readonly endPort?: number;
  }[];
}

/** Where a pod wants to go. */
export type Destination = {
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP';
} & (
  | { readonly kind: 'ip'; readonly ip: string }
  | {
      readonly kind: 'pod';
      readonly labels: Labels;
      readonly namespace: string;
      readonly namespaceLabels: Labels;
      readonly ip: string | null;
      /** Names of the port, for rules that name theirs. */
      readonly portNames: readonly string[];
    }
);

export type EgressVerdict =
  | { readonly kind: 'allowed' }
  /** Every policy that selects the pod for egress; none of them allows it. */
  | { readonly kind: 'blocked'; readonly policies: readonly string[] };

export interface Pod {
  readonly namespace: string;
  readonly labels: Labels;
}

/**
 * Whether NetworkPolicies of the pod's own namespace let it go there. They add up: what one allows, none can forbid;
 * and a pod that none selects for egress may go anywhere.
 */
export function egressVerdict(
  policies: readonly NetworkPolicy[],
  pod: Pod,
  destination: Destination,
  dataplane: Dataplane,
): EgressVerdict {
  const selecting = selectingForEgress(policies, pod);
  const allowed = selecting.some(({ spec }) =>
    (spec?.egress ?? []).some((rule) => ruleAllows(rule, pod, destination, dataplane)),
  );
  if (selecting.length === 0 || allowed) return { kind: 'allowed' };
  return { kind: 'blocked', policies: selecting.map((policy) => policy.metadata?.name ?? '') };
}

/** Whether there is anything that the pod may not reach; without that it need not be asked where things are. */
export function isLimited(policies: readonly NetworkPolicy[], pod: Pod): boolean {
  const selecting = selectingForEgress(policies, pod);
  const rules = selecting.flatMap(({ spec }) => spec?.egress ?? []);
  return selecting.length > 0 && !rules.some(({ to = [], ports = [] }) => to.length === 0 && ports.length === 0);
}

function selectingForEgress(policies: readonly NetworkPolicy[], pod: Pod): readonly NetworkPolicy[] {
  return policies.filter(
    ({ spec }) => spec !== undefined && limitsEgress(spec) && selectorMatches(spec.podSelector ?? {}, pod.labels),
  );
}

/** `policyTypes` absent: egress is limited only where the policy has egress rules. */
function limitsEgress(spec: NonNullable<NetworkPolicy['spec']>): boolean {
  return spec.policyTypes === undefined || spec.policyTypes.length === 0
    ? (spec.egress ?? []).length > 0
    : spec.policyTypes.includes('Egress');
}

function ruleAllows(rule: EgressRule, pod: Pod, destination: Destination, dataplane: Dataplane): boolean {
  const { to = [], ports = [] } = rule;
  const reaches = to.length === 0 || to.some((peer) => peerMatches(peer, pod, destination, dataplane));
  return reaches && (ports.length === 0 || ports.some((port) => portMatches(port, destination)));
}

type Peer = NonNullable<EgressRule['to']>[number];

function peerMatches(peer: Peer, pod: Pod, destination: Destination, dataplane: Dataplane): boolean {
  if (peer.ipBlock !== undefined) {
    // Dataplane V2 (Cilium) knows pods by identity: a CIDR never matches one.
    if (destination.kind === 'pod' && dataplane === 'dataplane-v2') return false;
    if (destination.ip === null) return true;
    const { cidr, except = [] } = peer.ipBlock;
    return cidrContains(cidr, destination.ip) && !except.some((each) => cidrContains(each, destination.ip ?? ''));
  }
  // A peer by selector is pods, never an address.
  if (destination.kind === 'ip') return false;
  const inNamespace =
    peer.namespaceSelector === undefined
      ? destination.namespace === pod.namespace
      : selectorMatches(peer.namespaceSelector, destination.namespaceLabels);
  return inNamespace && selectorMatches(peer.podSelector ?? {}, destination.labels);
}

function portMatches(
  { protocol = 'TCP', port, endPort }: NonNullable<EgressRule['ports']>[number],
  destination: Destination,
): boolean {
  if (protocol !== destination.protocol) return false;
  if (port === undefined) return true;
  if (typeof port === 'string' && !/^\d+$/.test(port))
    return destination.kind === 'pod' && destination.portNames.includes(port);
  const first = Number(port);
  return destination.port >= first && destination.port <= (endPort ?? first);
}

/** False for anything that is no CIDR. */
export function cidrContains(cidr: string, ip: string): boolean {
  const [network = '', prefix = ''] = cidr.split('/', 2);
  if (!/^\d{1,3}$/.test(prefix) || isIPv6(network) !== isIPv6(ip)) return false;
  const family = isIPv6(ip) ? 'ipv6' : 'ipv4';
  const block = new BlockList();
  try {
    block.addSubnet(network, Number(prefix), family);
    return block.check(ip, family);
  } catch {
    return false;
  }
}

export type Dataplane = 'dataplane-v2' | 'iptables' | 'iptables-before-1.21' | 'unknown';

/**
 * Where a pod's call to the metadata server (169.254.169.254:80) goes when policies look at it. With iptables the node
 * rewrites it before, to the server's own address; Dataplane V2 sees it as it was sent. Google's how-to asks for both.
 */
const metadataPeers: Readonly<Record<Exclude<Dataplane, 'unknown'>, Destination & { readonly kind: 'ip' }>> = {
  'dataplane-v2': { kind: 'ip', ip: '169.254.169.254', port: 80, protocol: 'TCP' },
  iptables: { kind: 'ip', ip: '169.254.169.252', port: 988, protocol: 'TCP' },
  'iptables-before-1.21': { kind: 'ip', ip: '127.0.0.1', port: 988, protocol: 'TCP' },
};

/** Where the metadata server may be from a pod on this dataplane; several where the dataplane is not known. */
export function metadataDestinations(dataplane: Dataplane): readonly (Destination & { readonly kind: 'ip' })[] {
  return dataplane === 'unknown' ? [metadataPeers['dataplane-v2'], metadataPeers.iptables] : [metadataPeers[dataplane]];
}
