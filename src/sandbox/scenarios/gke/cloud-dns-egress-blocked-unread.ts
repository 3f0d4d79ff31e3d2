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
    says: ['allow-egress', 'Cloud DNS for GKE, 169.254.169.254'],
  },
});
