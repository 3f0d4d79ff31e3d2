import { metadataAndGoogle, onlyEgress, toKubeDns } from './network-policy.ts';
import { cilium, installAgent } from './policy-agents.ts';
import { scenario } from '../scenario.ts';

export const egressAllowedUnderCilium = scenario({
  id: 'egress-allowed-under-cilium',
  title: 'a Cilium of somebody’s own, and policies that allow what is needed there',
  from: 'flux-v2',
  change(world) {
    installAgent(world, cilium);
    onlyEgress(world, [...metadataAndGoogle, toKubeDns]);
  },
  expect: { verdict: 'healthy', code: null },
});
