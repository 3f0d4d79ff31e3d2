import { gkeCluster } from './cluster.ts';
import { metadataAndGoogle, onlyEgress, toKubeDns } from './network-policy.ts';
import { scenario } from '../scenario.ts';

export const cloudDnsEgressBlocked = scenario({
  id: 'cloud-dns-egress-blocked',
  title: 'the policies allow kube-dns, whose pods run on; names are asked of Cloud DNS',
  cases: ['B49'],
  from: 'flux-v2',
  change(world) {
    gkeCluster(world).dns = 'cloud-dns';
    onlyEgress(world, [...metadataAndGoogle, toKubeDns]);
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
