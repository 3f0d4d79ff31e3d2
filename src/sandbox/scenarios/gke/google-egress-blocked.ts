import { fluxSaid } from '../flux-said.ts';
import { scenarios } from '../scenario.ts';
import { onlyEgress } from './network-policy.ts';

export const gkeGoogleEgressBlocked = scenarios([
  {
    id: 'google-egress-blocked-on-node',
    title: 'the node cannot reach Google’s token service, so the metadata server gives up',
    from: 'flux-v2',
    change(world) {
      fluxSaid(
        world,
        'ImageRepository',
        'AuthenticationFailed',
        'failed to configure authentication options: failed to get access token for artifact registry: failed to create provider access token for the controller: Get "https://sts.googleapis.com/v1/token": dial tcp 142.250.145.95:443: i/o timeout',
      );
    },
    expect: {
      verdict: 'broken',
      code: 'google-egress-blocked',
      blames: {
        identity: 'flux-system/image-reflector-controller',
        target: 'europe-west1-docker.pkg.dev/acme-prod/apps/api',
        namespace: 'flux-system',
        workload: 'image-reflector-controller',
        from: 'controller',
        host: 'sts.googleapis.com',
      },
      repair: {
        tool: 'kubectl',
        does: ['allow-google-', 'image-reflector-controller'],
      },
      says: ['sts.googleapis.com', 'image-reflector-controller'],
    },
  },
  {
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
        does: ['allow-google-', 'image-reflector-controller'],
      },
      says: ['sts.googleapis.com', 'image-reflector-controller'],
    },
  },
]);
