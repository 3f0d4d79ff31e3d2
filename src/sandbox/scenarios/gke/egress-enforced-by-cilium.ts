import { onlyEgress } from './network-policy.ts';
import { installAgent, mirroredCilium } from './policy-agents.ts';
import { scenario } from '../scenario.ts';

export const egressEnforcedByCilium = scenario({
  id: 'egress-enforced-by-cilium',
  title: 'GKE enforces no policies, a Cilium of somebody’s own does: in its own namespace, from a mirror',
  cases: ['B45'],
  from: 'flux-v2',
  change(world) {
    installAgent(world, mirroredCilium);
    onlyEgress(world, [{ ports: [{ port: 443, protocol: 'TCP' }] }]);
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
      does: ['kind: NetworkPolicy', 'name: allow-metadata-server-image-reflector-controller'],
    },
    says: ['allow-egress', '169.254.169.254/32:80'],
  },
});
