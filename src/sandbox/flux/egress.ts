/** What a pod may reach: the union of the NetworkPolicies that select it, as its dataplane enforces them. */

import { BlockList, isIP } from 'node:net';
import { read, readList, readText } from '../kubernetes/read.ts';
import { matchesSelector } from '../kubernetes/selectors.ts';
import type { ObjectStore } from '../kubernetes/store.ts';
import type { GkeClusterState, StoredObject } from '../world.ts';

export interface Egress {
  readonly metadata: boolean;
  readonly dns: boolean;
  readonly google: boolean;
}

interface Destination {
  readonly protocol: 'TCP' | 'UDP';
  readonly port: number;
  /** For peers by address. */
  readonly ip: string | null;
  /** For peers by selector. */
  readonly pod: { readonly labels: Record<string, string>; readonly namespace: StoredObject | undefined } | null;
}

const open: Egress = { metadata: true, dns: true, google: true };

export function egressOf(store: ObjectStore, pod: StoredObject, cluster: GkeClusterState | undefined): Egress {
  const v2 = cluster?.datapath === 'ADVANCED_DATAPATH' || runs(store, /\bcilium\/cilium\b/);
  const enforced = cluster === undefined || v2 || cluster.networkPolicy || runs(store, /\bcalico\/node\b/);
  if (!enforced || read(pod, 'spec', 'hostNetwork') === true) return open;
  const rules = rulesFor(store, pod);
  if (rules === null) return open;
  const reaches = (destination: Destination): boolean => rules.some((rule) => allows(rule, destination, pod));
  const kubeSystem = store.get({ kind: 'Namespace', group: '' }, undefined, 'kube-system');
  return {
    // iptables nodes rewrite the address before the policy is looked at; Dataplane V2 sees the one that was dialled.
    metadata: reaches(
      v2
        ? { protocol: 'TCP', port: 80, ip: '169.254.169.254', pod: null }
        : { protocol: 'TCP', port: 988, ip: '169.254.169.252', pod: null },
    ),
    dns: reaches(resolver(cluster, v2, kubeSystem)),
    google: reaches({ protocol: 'TCP', port: 443, ip: '142.250.145.95', pod: null }),
  };
}

/** An agent that somebody installed beside what GKE brings. */
function runs(store: ObjectStore, image: RegExp): boolean {
  return store
    .list({ kind: 'DaemonSet', group: 'apps' })
    .filter((set) => set.metadata.name !== 'anetd' && read(set, 'status', 'desiredNumberScheduled') !== 0)
    .some((set) =>
      readList(set, 'spec', 'template', 'spec', 'containers').some((container) =>
        image.test(readText(container, 'image')),
      ),
    );
}

/** The nameserver in the pods' /etc/resolv.conf. */
export function nameserver(cluster: GkeClusterState | undefined): string {
  if (cluster?.dns !== 'cloud-dns') return '34.118.224.10';
  return cluster.nodeLocalDns === true ? '169.254.20.10' : '169.254.169.254';
}

/** Where a policy sees the pods' questions for names go. */
function resolver(
  cluster: GkeClusterState | undefined,
  v2: boolean,
  kubeSystem: StoredObject | undefined,
): Destination {
  const way = { protocol: 'UDP', port: 53 } as const;
  const pod = (app: string) => ({ labels: { 'k8s-app': app }, namespace: kubeSystem });
  if (cluster?.nodeLocalDns === true)
    return v2 ? { ...way, ip: null, pod: pod('node-local-dns') } : { ...way, ip: nameserver(cluster), pod: null };
  if (cluster?.dns === 'cloud-dns') return { ...way, ip: nameserver(cluster), pod: null };
  // On Dataplane V2 peers by address never match a pod.
  return { ...way, ip: v2 ? null : '10.52.0.10', pod: pod('kube-dns') };
}

/** The egress rules of all policies that isolate the pod; `null`: none does. */
function rulesFor(store: ObjectStore, pod: StoredObject): unknown[] | null {
  const policies = store
    .list({ kind: 'NetworkPolicy', group: 'networking.k8s.io' }, pod.metadata.namespace ?? '')
    .filter((policy) => matchesSelector(read(policy, 'spec', 'podSelector'), pod.metadata.labels ?? {}))
    .filter((policy) => {
      const types = readList(policy, 'spec', 'policyTypes');
      return types.length === 0 ? read(policy, 'spec', 'egress') !== undefined : types.includes('Egress');
    });
  return policies.length === 0 ? null : policies.flatMap((policy) => readList(policy, 'spec', 'egress'));
}

function allows(rule: unknown, destination: Destination, from: StoredObject): boolean {
  const ports = readList(rule, 'ports');
  const peers = readList(rule, 'to');
  return (
    (ports.length === 0 || ports.some((port) => matchesPort(port, destination))) &&
    (peers.length === 0 || peers.some((peer) => matchesPeer(peer, destination, from)))
  );
}

function matchesPort(port: unknown, { protocol, port: wanted }: Destination): boolean {
  if ((readText(port, 'protocol') || 'TCP') !== protocol) return false;
  const first = read(port, 'port');
  if (first === undefined) return true;
  if (typeof first !== 'number') return false;
  const last = read(port, 'endPort');
  return wanted >= first && wanted <= (typeof last === 'number' ? last : first);
}

function matchesPeer(peer: unknown, { ip, pod }: Destination, from: StoredObject): boolean {
  const block = read(peer, 'ipBlock');
  if (block !== undefined) {
    const excepted = readList(block, 'except').some((cidr) => ip !== null && contains(String(cidr), ip));
    return ip !== null && contains(readText(block, 'cidr'), ip) && !excepted;
  }
  if (pod === null) return false;
  const namespaces = read(peer, 'namespaceSelector');
  const inNamespace =
    namespaces === undefined
      ? pod.namespace?.metadata.name === from.metadata.namespace
      : matchesSelector(namespaces, pod.namespace?.metadata.labels ?? {});
  return inNamespace && matchesSelector(read(peer, 'podSelector'), pod.labels);
}

function contains(cidr: string, ip: string): boolean {
  const [network = '', prefix = ''] = cidr.split('/');
  if (isIP(network) !== isIP(ip) || !/^\d+$/.test(prefix)) return false;
  const list = new BlockList();
  list.addSubnet(network, Number(prefix), isIP(ip) === 6 ? 'ipv6' : 'ipv4');
  return list.check(ip, isIP(ip) === 6 ? 'ipv6' : 'ipv4');
}
