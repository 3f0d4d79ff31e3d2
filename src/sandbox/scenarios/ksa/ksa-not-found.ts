import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { acme } from '../../worlds/flux-v2.ts';
import { object, scenarios, specOf } from '../scenario.ts';

export const ksaKsaNotFound = scenarios([
  {
    id: 'ksa-deleted',
    title: 'the controller’s KSA has been deleted; its pods still run',
    from: 'flux-v2',
    change(world) {
      const gone = object(world, 'ServiceAccount', fluxNamespace, acme.controller);
      world.cluster.objects = world.cluster.objects.filter((stored) => stored !== gone);
    },
    expect: {
      verdict: 'broken',
      code: 'ksa-not-found',
      blames: { namespace: 'flux-system', ksa: 'image-reflector-controller' },
      repair: { tool: 'kubectl', does: ['kubectl -n flux-system create serviceaccount image-reflector-controller'] },
      says: ['image-reflector-controller'],
    },
  },
  {
    id: 'ksa-not-found',
    title: 'the object names a KSA one letter away from the one that is there',
    from: 'flux-v2-object',
    change(world) {
      specOf(object(world, 'ImageRepository', 'team-a', 'api'))['serviceAccountName'] = 'registry-reeder';
    },
    expect: {
      verdict: 'broken',
      code: 'ksa-not-found',
      blames: {
        identity: 'team-a/registry-reeder@object',
        namespace: 'team-a',
        ksa: 'registry-reeder',
        near: 'registry-reader',
      },
      repair: { tool: 'kubectl', does: ['kubectl -n team-a create serviceaccount registry-reeder'] },
      says: ['registry-reader', 'registry-reeder'],
    },
  },
]);
