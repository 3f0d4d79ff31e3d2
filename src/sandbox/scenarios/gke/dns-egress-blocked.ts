import { onlyEgress } from './network-policy.ts';
import { scenario } from '../scenario.ts';

export const dnsEgressBlocked = scenario({
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
      does: ['network-policy-dns.yaml', 'image-reflector-controller'],
    },
    says: ['allow-egress', 'image-reflector-controller'],
  },
});
