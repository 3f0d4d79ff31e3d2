import { gkeCluster } from './cluster.ts';
import { metadataAndGoogle, onlyEgress, toKubeDns } from './network-policy.ts';
import { scenario, takeReadings } from '../scenario.ts';

export const cloudDnsEgressBlockedUnread = scenario({
  id: 'cloud-dns-egress-blocked-unread',
  title: 'the same, and the caller may read nothing at Google: Flux’s words name the resolver',
  from: 'flux-v2',
  change(world) {
    gkeCluster(world).dns = 'cloud-dns';
    onlyEgress(world, [...metadataAndGoogle, toKubeDns]);
    takeReadings(world);
  },
  expect: { verdict: 'broken', code: 'metadata-egress-blocked' },
});
