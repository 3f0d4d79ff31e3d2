import { metadataAndGoogle, onlyEgress, toKubeDns } from './network-policy.ts';
import { calico, installAgent } from './policy-agents.ts';
import { scenario } from '../scenario.ts';

export const egressEnforcedByCalico = scenario({
  id: 'egress-enforced-by-calico',
  title: 'a Calico of somebody’s own sees the metadata server at the address that nodes rewrite it to',
  from: 'flux-v2',
  change(world) {
    installAgent(world, calico);
    onlyEgress(world, [...metadataAndGoogle, toKubeDns]);
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
    says: ['allow-egress', '169.254.169.252/32:988'],
  },
});
