import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { object, scenario } from '../scenario.ts';

export const ksaDeleted = scenario({
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
});
