import { onlyEgress } from './network-policy.ts';
import { gkeCluster } from './cluster.ts';
import { scenario } from '../scenario.ts';

export const metadataEgressBlockedIptables = scenario({
  id: 'metadata-egress-blocked-iptables',
  title: 'the policies allow 169.254.169.254:80 as on Dataplane V2; these are iptables nodes',
  from: 'flux-v2',
  change(world) {
    Object.assign(gkeCluster(world), { datapath: 'LEGACY_DATAPATH', networkPolicy: true });
    onlyEgress(world, [
      { to: [{ ipBlock: { cidr: '169.254.169.254/32' } }], ports: [{ port: 80, protocol: 'TCP' }] },
      {
        to: [{ namespaceSelector: {} }],
        ports: [
          { port: 53, protocol: 'UDP' },
          { port: 53, protocol: 'TCP' },
        ],
      },
      { to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['169.254.0.0/16'] } }], ports: [{ port: 443, protocol: 'TCP' }] },
    ]);
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
