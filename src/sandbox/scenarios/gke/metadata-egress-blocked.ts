import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { onlyIn } from '../access/rights.ts';
import { scenarios, specOf, takeReadings } from '../scenario.ts';
import { gkeCluster } from './cluster.ts';
import { dnsAt, metadataAndGoogle, onlyEgress, toKubeDns } from './network-policy.ts';
import { calico, installAgent, mirroredCilium } from './policy-agents.ts';

const expected = {
  verdict: 'broken',
  code: 'metadata-egress-blocked',
  blames: {
    identity: 'flux-system/image-reflector-controller',
    namespace: 'flux-system',
    workload: 'image-reflector-controller',
    'policies.0': 'allow-egress',
    what: 'dns',
  },
  repair: { tool: 'kubectl', does: ['kind: NetworkPolicy', 'name: allow-dns-image-reflector-controller'] },
  says: ['allow-egress', 'Cloud DNS for GKE, 169.254.169.254'],
} as const;

const blames = {
  identity: 'flux-system/image-reflector-controller',
  namespace: 'flux-system',
  workload: 'image-reflector-controller',
  'policies.0': 'allow-egress',
  what: 'metadata',
} as const;

const repair = {
  tool: 'kubectl',
  does: ['kind: NetworkPolicy', 'name: allow-metadata-server-image-reflector-controller'],
} as const;

export const gkeMetadataEgressBlocked = scenarios([
  {
    id: 'cloud-dns-egress-blocked-unread',
    title: 'the same, and the caller may read nothing at Google: Flux’s words name the resolver',
    from: 'flux-v2',
    change(world) {
      gkeCluster(world).dns = 'cloud-dns';
      onlyEgress(world, [...metadataAndGoogle, toKubeDns]);
      takeReadings(world);
    },
    expect: expected,
  },
  {
    id: 'cloud-dns-egress-blocked',
    title: 'the policies allow kube-dns, whose pods run on; names are asked of Cloud DNS',
    cases: ['B49'],
    from: 'flux-v2',
    change(world) {
      gkeCluster(world).dns = 'cloud-dns';
      onlyEgress(world, [...metadataAndGoogle, toKubeDns]);
    },
    expect: expected,
  },
  {
    id: 'cloud-dns-egress-excepted',
    title: 'the policies allow all addresses but the link-local ones, where Cloud DNS is asked',
    cases: ['B47'],
    from: 'flux-v2',
    change(world) {
      gkeCluster(world).dns = 'cloud-dns';
      onlyEgress(world, [
        ...metadataAndGoogle,
        { to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['169.254.0.0/16'] } }] },
      ]);
    },
    expect: expected,
  },
  {
    id: 'dns-egress-blocked',
    title: 'the policies forget the cluster’s DNS',
    cases: ['B49'],
    from: 'flux-v2',
    change(world) {
      onlyEgress(world, [
        { to: [{ ipBlock: { cidr: '169.254.169.254/32' } }], ports: [{ port: 80, protocol: 'TCP' }] },
        { ports: [{ port: 443, protocol: 'TCP' }] },
      ]);
    },
    expect: {
      verdict: 'broken',
      code: 'metadata-egress-blocked',
      blames: {
        identity: 'flux-system/image-reflector-controller',
        namespace: 'flux-system',
        workload: 'image-reflector-controller',
        'policies.0': 'allow-egress',
        what: 'dns',
      },
      repair: {
        tool: 'kubectl',
        does: ['allow-dns-', 'image-reflector-controller'],
      },
      says: ['allow-egress', 'image-reflector-controller'],
    },
  },
  {
    id: 'egress-enforced-by-calico',
    title: 'a Calico of somebody’s own sees the metadata server at the address that nodes rewrite it to',
    from: 'flux-v2',
    change(world) {
      installAgent(world, calico);
      onlyEgress(world, [...metadataAndGoogle, toKubeDns]);
    },
    expect: {
      verdict: 'broken',
      code: 'metadata-egress-blocked',
      blames,
      repair,
      says: ['allow-egress', '169.254.169.252/32:988'],
    },
  },
  {
    id: 'egress-enforced-by-cilium',
    title: 'GKE enforces no policies, a Cilium of somebody’s own does: in its own namespace, from a mirror',
    cases: ['B45'],
    from: 'flux-v2',
    change(world) {
      installAgent(world, mirroredCilium);
      onlyEgress(world, [{ ports: [{ port: 443, protocol: 'TCP' }] }]);
    },
    expect: {
      verdict: 'broken',
      code: 'metadata-egress-blocked',
      blames,
      repair,
      says: ['allow-egress', '169.254.169.254/32:80'],
    },
  },
  {
    id: 'egress-enforcement-unread',
    title: 'a policy forbids all egress, scans are suspended, and whether anything enforces policies may not be read',
    from: 'flux-v2',
    change(world) {
      Object.assign(gkeCluster(world), { datapath: 'LEGACY_DATAPATH', networkPolicy: false });
      onlyEgress(world, []);
      onlyIn(world, fluxNamespace);
      for (const stored of world.cluster.objects)
        if (stored.kind === 'ImageRepository') specOf(stored)['suspend'] = true;
    },
    expect: {
      verdict: 'inconclusive',
      code: 'metadata-egress-blocked',
      blames,
      repair,
      says: ['allow-egress', 'image-reflector-controller'],
      unknowns: ['kubernetes-permission-missing'],
      warns: ['scan-suspended'],
    },
  },
  {
    id: 'kube-dns-egress-blocked',
    title: 'the policies allow the resolver of Cloud DNS; names are asked of kube-dns',
    from: 'flux-v2',
    change(world) {
      onlyEgress(world, [...metadataAndGoogle, dnsAt('169.254.169.254'), dnsAt('169.254.20.10')]);
    },
    expect: {
      verdict: 'broken',
      code: 'metadata-egress-blocked',
      blames: {
        identity: 'flux-system/image-reflector-controller',
        namespace: 'flux-system',
        workload: 'image-reflector-controller',
        'policies.0': 'allow-egress',
        what: 'dns',
      },
      repair: { tool: 'kubectl', does: ['kind: NetworkPolicy', 'name: allow-dns-image-reflector-controller'] },
      says: ['allow-egress', 'kube-dns in kube-system'],
    },
  },
  {
    id: 'metadata-egress-blocked-iptables',
    title: 'the policies allow 169.254.169.254:80 as on Dataplane V2; these are iptables nodes',
    from: 'flux-v2',
    change(world) {
      Object.assign(gkeCluster(world), { datapath: 'LEGACY_DATAPATH', networkPolicy: true });
      onlyEgress(world, [
        { to: [{ ipBlock: { cidr: '169.254.169.254/32' } }], ports: [{ port: 80, protocol: 'TCP' }] },
        {
          to: [{ namespaceSelector: {} }],
          ports: [
            { port: 53, protocol: 'UDP' },
            { port: 53, protocol: 'TCP' },
          ],
        },
        {
          to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['169.254.0.0/16'] } }],
          ports: [{ port: 443, protocol: 'TCP' }],
        },
      ]);
    },
    expect: {
      verdict: 'broken',
      code: 'metadata-egress-blocked',
      blames,
      repair: {
        tool: 'kubectl',
        does: ['allow-metadata-server-', 'image-reflector-controller'],
      },
      says: ['allow-egress', 'image-reflector-controller'],
    },
  },
  {
    id: 'metadata-egress-blocked',
    title: 'the policies allow 169.254.169.252:988 as on iptables; this is Dataplane V2',
    cases: ['B45'],
    from: 'flux-v2',
    change(world) {
      onlyEgress(world, [
        { to: [{ ipBlock: { cidr: '169.254.169.252/32' } }], ports: [{ port: 988, protocol: 'TCP' }] },
        { to: [{ namespaceSelector: {}, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }] },
        { ports: [{ port: 443, protocol: 'TCP' }] },
      ]);
    },
    expect: {
      verdict: 'broken',
      code: 'metadata-egress-blocked',
      blames,
      repair: {
        tool: 'kubectl',
        does: ['allow-metadata-server-', 'image-reflector-controller'],
      },
      says: ['allow-egress', 'image-reflector-controller'],
    },
  },
  {
    id: 'metadata-egress-excepted',
    title: 'a chart’s policy allows every address but the metadata server’s, by address alone',
    cases: ['B47'],
    from: 'flux-v2',
    change(world) {
      onlyEgress(world, [{ to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['169.254.169.254/32'] } }] }]);
    },
    expect: {
      verdict: 'broken',
      code: 'metadata-egress-blocked',
      blames,
      repair: {
        tool: 'kubectl',
        does: ['allow-metadata-server-', 'image-reflector-controller'],
      },
      says: ['allow-egress', 'image-reflector-controller'],
    },
  },
  {
    id: 'node-local-dns-egress-blocked',
    title: 'the policies allow kube-dns and Cloud DNS; names are asked of the cache on the node',
    from: 'flux-v2',
    change(world) {
      Object.assign(gkeCluster(world), {
        dns: 'cloud-dns',
        nodeLocalDns: true,
        datapath: 'LEGACY_DATAPATH',
        networkPolicy: true,
      });
      onlyEgress(world, [
        { to: [{ ipBlock: { cidr: '169.254.169.252/32' } }], ports: [{ port: 988, protocol: 'TCP' }] },
        ...metadataAndGoogle,
        toKubeDns,
        dnsAt('169.254.169.254'),
      ]);
    },
    expect: {
      verdict: 'broken',
      code: 'metadata-egress-blocked',
      blames: {
        identity: 'flux-system/image-reflector-controller',
        namespace: 'flux-system',
        workload: 'image-reflector-controller',
        'policies.0': 'allow-egress',
        what: 'dns',
      },
      repair: { tool: 'kubectl', does: ['kind: NetworkPolicy', 'name: allow-dns-image-reflector-controller'] },
      says: ['allow-egress', 'NodeLocal DNSCache, 169.254.20.10'],
    },
  },
]);
