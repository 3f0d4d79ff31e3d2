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
  expect: {
    verdict: 'broken',
    code: 'google-egress-blocked',
    blames: {
      identity: 'team-a/registry-reader@object',
      target: 'europe-west1-docker.pkg.dev/acme-prod/team-a/api',
      namespace: 'flux-system',
      workload: 'image-reflector-controller',
      from: 'controller',
      host: 'sts.googleapis.com',
    },
    repair: {
      tool: 'kubectl',
      does: ['network-policy-google.yaml', 'image-reflector-controller'],
    },
    says: ['sts.googleapis.com', 'image-reflector-controller'],
  },
});
