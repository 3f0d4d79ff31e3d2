import { fluxSaid } from '../flux-said.ts';
import { scenarios, takeReadings } from '../scenario.ts';
import { withoutMetadataServer } from './cluster.ts';
import { runTwoPods } from './two-pods.ts';

const expected = {
  verdict: 'broken',
  code: 'node-metadata-server-missing',
  blames: { identity: 'flux-system/image-reflector-controller', 'cluster.name': 'prod-1', nodePool: 'main' },
  repair: {
    tool: 'gcloud',
    does: ['gcloud container node-pools create flux-wi', '--workload-metadata=GKE_METADATA'],
  },
  says: ['main', 'prod-1'],
} as const;

const blames = {
  identity: 'flux-system/image-reflector-controller',
  'cluster.name': 'prod-1',
  nodePool: 'spot',
} as const;

const repair = {
  tool: 'gcloud',
  does: [
    'gcloud container node-pools create flux-wi',
    '--workload-metadata=GKE_METADATA',
    '-p \'{"spec":{"template":{"spec":{"nodeSelector":{"cloud.google.com/gke-nodepool":"flux-wi"}}}}}\'',
  ],
} as const;

export const gkeNodeMetadataServerMissing = scenarios([
  {
    id: 'leader-on-bad-node',
    title: 'two pods, and the one that scans is on a node without the metadata server',
    from: 'flux-v2',
    change(world) {
      runTwoPods(world, 'bad');
    },
    expect: {
      verdict: 'broken',
      code: 'node-metadata-server-missing',
      blames,
      repair,
      says: ['spot', 'prod-1'],
    },
  },
  {
    id: 'leader-unknown',
    title: 'two pods, one on a node without the metadata server, and no Lease tells which scans',
    from: 'flux-v2',
    change(world) {
      runTwoPods(world, null);
    },
    expect: {
      verdict: 'inconclusive',
      code: 'node-metadata-server-missing',
      blames,
      repair,
      says: ['spot', 'prod-1'],
    },
  },
  {
    id: 'metadata-concealed',
    title: 'the node pool is in the concealment mode of old, which excludes Workload Identity',
    cases: ['B35'],
    from: 'flux-v2',
    change(world) {
      withoutMetadataServer(world);
      fluxSaid(
        world,
        'ImageRepository',
        'AuthenticationFailed',
        'failed to configure authentication options: The request is rejected. Please check if the metadata server is concealed.',
      );
    },
    expect: expected,
  },
  {
    id: 'node-metadata-server-missing-unread',
    title: 'the node pool is without the metadata server, and the caller may read nothing at Google',
    from: 'flux-v2',
    change(world) {
      withoutMetadataServer(world);
      takeReadings(world);
    },
    expect: {
      verdict: 'broken',
      code: 'node-metadata-server-missing',
      blames: { identity: 'flux-system/image-reflector-controller', nodePool: 'main' },
      repair: {
        tool: 'gcloud',
        does: ['gcloud container node-pools create flux-wi', '--workload-metadata=GKE_METADATA'],
      },
      says: ['main'],
    },
  },
  {
    id: 'node-metadata-server-missing',
    title: 'Workload Identity is on for the cluster, and off on its node pool',
    cases: ['B33'],
    from: 'flux-v2',
    change(world) {
      withoutMetadataServer(world);
    },
    expect: expected,
  },
]);
