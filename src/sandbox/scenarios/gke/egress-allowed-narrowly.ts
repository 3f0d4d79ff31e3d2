import { onlyEgress } from './network-policy.ts';
import { scenario } from '../scenario.ts';

export const egressAllowedNarrowly = scenario({
  id: 'egress-allowed-narrowly',
  title: 'policies that allow just what is needed on this dataplane',
  from: 'flux-v2',
  change(world) {
    onlyEgress(world, [
      { to: [{ ipBlock: { cidr: '169.254.169.254/32' } }], ports: [{ port: 80, protocol: 'TCP' }] },
      {
        to: [{ namespaceSelector: {}, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }],
        ports: [
          { port: 53, protocol: 'UDP' },
          { port: 53, protocol: 'TCP' },
        ],
      },
      { ports: [{ port: 443, protocol: 'TCP' }] },
    ]);
  },
  expect: { verdict: 'healthy', code: null },
});
