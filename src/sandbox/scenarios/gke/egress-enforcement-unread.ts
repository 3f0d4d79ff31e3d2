import { onlyIn } from '../access/rights.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { gkeCluster } from './cluster.ts';
import { onlyEgress } from './network-policy.ts';
import { scenario, specOf } from '../scenario.ts';

export const egressEnforcementUnread = scenario({
  id: 'egress-enforcement-unread',
  title: 'a policy forbids all egress, scans are suspended, and whether anything enforces policies may not be read',
  from: 'flux-v2',
  change(world) {
    Object.assign(gkeCluster(world), { datapath: 'LEGACY_DATAPATH', networkPolicy: false });
    onlyEgress(world, []);
    onlyIn(world, fluxNamespace);
    for (const stored of world.cluster.objects) if (stored.kind === 'ImageRepository') specOf(stored)['suspend'] = true;
  },
  expect: {
    verdict: 'inconclusive',
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
    says: ['allow-egress', 'image-reflector-controller'],
    unknowns: ['kubernetes-permission-missing'],
    warns: ['scan-suspended'],
  },
});
