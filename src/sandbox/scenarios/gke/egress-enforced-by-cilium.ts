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
  expect: { verdict: 'broken', code: 'metadata-egress-blocked' },
});
