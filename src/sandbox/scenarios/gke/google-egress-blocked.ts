import { onlyEgress } from './network-policy.ts';
import { scenario } from '../scenario.ts';

export const googleEgressBlocked = scenario({
  id: 'google-egress-blocked',
  title: 'object path: the policies keep the controller from Google',
  from: 'flux-v2-object',
  change(world) {
    onlyEgress(world, [
      { to: [{ ipBlock: { cidr: '169.254.169.254/32' } }], ports: [{ port: 80, protocol: 'TCP' }] },
      { to: [{ namespaceSelector: {} }] },
    ]);
  },
  expect: { verdict: 'broken', code: 'google-egress-blocked' },
});
