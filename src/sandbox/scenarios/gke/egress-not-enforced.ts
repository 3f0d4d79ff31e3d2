import { onlyEgress } from './network-policy.ts';
import { gkeCluster } from './cluster.ts';
import { scenario } from '../scenario.ts';

export const egressNotEnforced = scenario({
  id: 'egress-not-enforced',
  title: 'a policy forbids all egress; nothing in the cluster enforces policies',
  from: 'flux-v2',
  change(world) {
    Object.assign(gkeCluster(world), { datapath: 'LEGACY_DATAPATH', networkPolicy: false });
    onlyEgress(world, []);
  },
  expect: { verdict: 'healthy', code: null },
});
