import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { podsIn } from '../pod-specs.ts';
import { object, scenario, specOf } from '../scenario.ts';

export const workloadScaledToZero = scenario({
  id: 'workload-scaled-to-zero',
  title: 'the controller is scaled to zero',
  from: 'flux-v2',
  change(world) {
    specOf(object(world, 'Deployment', fluxNamespace, acme.controller))['replicas'] = 0;
    const gone = new Set(podsIn(world, fluxNamespace, acme.controller));
    world.cluster.objects = world.cluster.objects.filter((stored) => !gone.has(stored));
  },
  expect: {
    verdict: 'broken',
    code: 'workload-not-running',
    blames: {
      identity: 'flux-system/image-reflector-controller',
      namespace: 'flux-system',
      workload: 'image-reflector-controller',
      cause: 'scaled-to-zero',
    },
    repair: {
      tool: 'kubectl',
      does: ['kubectl -n flux-system patch deployment image-reflector-controller', '-p \'{"spec":{"replicas":1}}\''],
    },
    says: ['image-reflector-controller'],
  },
});
