import { onlyEgress } from './network-policy.ts';
import { scenario } from '../scenario.ts';

export const metadataEgressBlocked = scenario({
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
    blames: {
      identity: 'flux-system/image-reflector-controller',
      namespace: 'flux-system',
      workload: 'image-reflector-controller',
      'policies.0': 'allow-egress',
      what: 'metadata',
    },
    repair: {
      tool: 'kubectl',
      does: ['network-policy-metadata-server.yaml', 'image-reflector-controller'],
    },
    says: ['allow-egress', 'image-reflector-controller'],
  },
});
