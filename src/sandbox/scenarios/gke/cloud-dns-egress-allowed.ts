import { gkeCluster } from './cluster.ts';
import { dnsAt, metadataAndGoogle, onlyEgress } from './network-policy.ts';
import { scenario } from '../scenario.ts';

export const cloudDnsEgressAllowed = scenario({
  id: 'cloud-dns-egress-allowed',
  title: 'policies that allow just what is needed with Cloud DNS',
  from: 'flux-v2',
  change(world) {
    gkeCluster(world).dns = 'cloud-dns';
    onlyEgress(world, [...metadataAndGoogle, dnsAt('169.254.169.254')]);
  },
  expect: { verdict: 'healthy', code: null },
});
