import { fluxSaid } from '../flux-said.ts';
import { scenarios } from '../scenario.ts';

const expected = {
  verdict: 'broken',
  code: 'registry-unreachable-from-cluster',
  blames: {
    identity: 'flux-system/image-reflector-controller',
    image: 'europe-west1-docker.pkg.dev/acme-prod/apps/api',
  },
  repair: { tool: 'kubectl', does: ['kubectl get networkpolicies -A'] },
} as const;

export const registryRegistryUnreachableFromCluster = scenarios([
  {
    id: 'registry-behind-broken-proxy',
    title: 'the controller’s own proxy does not answer',
    from: 'flux-v2',
    change(world) {
      fluxSaid(
        world,
        'ImageRepository',
        'ReadOperationFailed',
        'scan failed: Get "https://europe-west1-docker.pkg.dev/v2/": proxyconnect tcp: dial tcp 10.128.0.9:3128: connect: connection refused',
      );
    },
    expect: expected,
  },
  {
    id: 'registry-unreachable-from-cluster',
    title: 'nodes pull through a proxy; the controller has none, and its connections are refused',
    cases: ['B51'],
    from: 'flux-v2',
    change(world) {
      fluxSaid(
        world,
        'ImageRepository',
        'ReadOperationFailed',
        'scan failed: Get "https://europe-west1-docker.pkg.dev/v2/": dial tcp 142.250.145.95:443: connect: connection refused',
      );
    },
    expect: expected,
  },
]);
