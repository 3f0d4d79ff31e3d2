import { dnsAt, metadataAndGoogle, onlyEgress } from './network-policy.ts';
import { scenario } from '../scenario.ts';

export const kubeDnsEgressBlocked = scenario({
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
});
