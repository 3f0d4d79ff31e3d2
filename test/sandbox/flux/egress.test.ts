import { expect, test } from 'vitest';
import { ObjectStore } from '../../../src/sandbox/kubernetes/store.ts';
import { egressOf } from '../../../src/sandbox/flux/egress.ts';
import type { GkeClusterState, StoredObject } from '../../../src/sandbox/world.ts';
import { smallWorld } from '../kubernetes/small-world.ts';

const all = { metadata: true, dns: true, google: true };
const anywhere = { to: [{ ipBlock: { cidr: '0.0.0.0/0' } }] };
const dns = {
  to: [{ namespaceSelector: {}, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }],
  ports: [{ protocol: 'UDP', port: 53 }],
};

function policy(name: string, spec: object): StoredObject {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace: 'flux-system' },
    spec,
  };
}

function egress(
  policies: object[],
  datapath: GkeClusterState['datapath'],
  change: (pod: StoredObject) => void = () => {},
) {
  const { cluster } = smallWorld();
  cluster.objects.push(...policies.map((spec, index) => policy(`p${index}`, { podSelector: {}, ...spec })));
  cluster.objects.push({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'kube-system' } });
  const pod = cluster.objects.find((object) => object.kind === 'Pod');
  if (pod === undefined) throw new Error('the small world has a pod');
  change(pod);
  const gke = { datapath, networkPolicy: true, workloadPool: null, autopilot: false, version: '', nodePools: {} };
  return egressOf(new ObjectStore(cluster), pod, gke);
}

const types = { policyTypes: ['Egress'] };
const metadataAt = (ip: string, port: number) => ({
  to: [{ ipBlock: { cidr: `${ip}/32` } }],
  ports: [{ protocol: 'TCP', port }],
});

test.each([
  ['no policy', [], 'ADVANCED_DATAPATH', all],
  ['ingress only', [{ policyTypes: ['Ingress'] }], 'ADVANCED_DATAPATH', all],
  ['deny all', [types], 'ADVANCED_DATAPATH', { metadata: false, dns: false, google: false }],
  ["deny all beside Flux's own allow-egress", [types, { ...types, egress: [{}] }], 'LEGACY_DATAPATH', all],
  ['for other pods', [{ ...types, podSelector: { matchLabels: { app: 'other' } } }], 'LEGACY_DATAPATH', all],
  [
    'addresses only, Dataplane V2: DNS is cut off',
    [{ ...types, egress: [anywhere] }],
    'ADVANCED_DATAPATH',
    { ...all, dns: false },
  ],
  ['addresses only, iptables', [{ ...types, egress: [anywhere] }], 'LEGACY_DATAPATH', all],
  [
    'the dialled address, Dataplane V2',
    [{ ...types, egress: [dns, metadataAt('169.254.169.254', 80)] }],
    'ADVANCED_DATAPATH',
    { ...all, google: false },
  ],
  [
    'the dialled address, iptables: rewritten before',
    [{ ...types, egress: [dns, metadataAt('169.254.169.254', 80)] }],
    'LEGACY_DATAPATH',
    { metadata: false, dns: true, google: false },
  ],
  [
    'the rewritten address, iptables',
    [{ ...types, egress: [metadataAt('169.254.169.252', 988)] }],
    'LEGACY_DATAPATH',
    { metadata: true, dns: false, google: false },
  ],
  [
    'all but link-local',
    [{ ...types, egress: [dns, { to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['169.254.0.0/16'] } }] }] }],
    'ADVANCED_DATAPATH',
    { ...all, metadata: false },
  ],
  [
    'a range of ports',
    [{ ...types, egress: [dns, { ports: [{ port: 1, endPort: 100 }] }] }],
    'ADVANCED_DATAPATH',
    { ...all, google: false },
  ],
] as const)('%s', (_name, policies, datapath, expected) => {
  expect(egress([...policies], datapath)).toEqual(expected);
});

test('the host network knows no policy', () => {
  const onHost = (pod: StoredObject): void => {
    (pod['spec'] as Record<string, unknown>)['hostNetwork'] = true;
  };
  expect(egress([types], 'ADVANCED_DATAPATH', onHost)).toEqual(all);
});
