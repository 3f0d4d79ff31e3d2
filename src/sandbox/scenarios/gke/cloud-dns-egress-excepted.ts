import { gkeCluster } from './cluster.ts';
import { metadataAndGoogle, onlyEgress } from './network-policy.ts';
import { scenario } from '../scenario.ts';

export const cloudDnsEgressExcepted = scenario({
  id: 'cloud-dns-egress-excepted',
  title: 'the policies allow all addresses but the link-local ones, where Cloud DNS is asked',
  cases: ['B47'],
  from: 'flux-v2',
  change(world) {
    gkeCluster(world).dns = 'cloud-dns';
    onlyEgress(world, [...metadataAndGoogle, { to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['169.254.0.0/16'] } }] }]);
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
