import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { acme } from '../../worlds/flux-v2.ts';
import { changePods } from '../pod-specs.ts';
import { scenarios } from '../scenario.ts';

export const workloadObjectNotWatched = scenarios([
  {
    id: 'object-not-watched',
    title: 'the controller keeps to one shard, and the objects are in none',
    from: 'flux-v2',
    change(world) {
      const selector = '--watch-label-selector=sharding.fluxcd.io/key=shard1';
      changePods(world, fluxNamespace, acme.controller, ({ containers }) => containers[0]?.args?.push(selector));
    },
    expect: {
      verdict: 'broken',
      code: 'object-not-watched',
      blames: {
        identity: 'flux-system/image-reflector-controller',
        kind: 'ImageRepository',
        namespace: 'flux-system',
        name: 'api',
      },
      repair: { tool: 'kubectl', does: ['kubectl get deployments -A -l app.kubernetes.io/part-of=flux'] },
      says: ['api'],
    },
  },
]);
