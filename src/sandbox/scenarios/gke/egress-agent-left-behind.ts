import { onlyEgress } from './network-policy.ts';
import { calico, installAgent } from './policy-agents.ts';
import { scenario } from '../scenario.ts';

export const egressAgentLeftBehind = scenario({
  id: 'egress-agent-left-behind',
  title: 'a policy forbids all egress; the DaemonSet of Calico is left over and runs on no node',
  from: 'flux-v2',
  change(world) {
    installAgent(world, { ...calico, nodes: 0 });
    onlyEgress(world, []);
  },
  expect: { verdict: 'healthy', code: null },
});
