import { gkeCluster } from './cluster.ts';
import { dnsAt, metadataAndGoogle, onlyEgress, toKubeDns } from './network-policy.ts';
import { scenario } from '../scenario.ts';

export const nodeLocalDnsEgressBlocked = scenario({
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
});
