import { onlyEgress } from './network-policy.ts';
import { scenario } from '../scenario.ts';

export const metadataEgressExcepted = scenario({
  id: 'metadata-egress-excepted',
  title: 'a chart’s policy allows every address but the metadata server’s, by address alone',
  cases: ['B47'],
  from: 'flux-v2',
  change(world) {
    onlyEgress(world, [{ to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['169.254.169.254/32'] } }] }]);
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
