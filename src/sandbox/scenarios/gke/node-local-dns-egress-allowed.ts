import { gkeCluster } from './cluster.ts';
import { dnsAt, metadataAndGoogle, onlyEgress } from './network-policy.ts';
import { scenario } from '../scenario.ts';

export const nodeLocalDnsEgressAllowed = scenario({
  id: 'node-local-dns-egress-allowed',
  title: 'policies that allow just what is needed with Cloud DNS and a cache on each node',
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
      dnsAt('169.254.20.10'),
    ]);
  },
  expect: { verdict: 'healthy', code: null },
});
