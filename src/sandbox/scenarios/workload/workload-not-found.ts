import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { scenario } from '../scenario.ts';

export const workloadNotFound = scenario({
  id: 'workload-not-found',
  title: 'Flux is not installed, and nothing of it is left',
  from: 'flux-v2',
  change(world) {
    world.cluster.objects = world.cluster.objects.filter(
      ({ metadata }) => metadata.namespace !== fluxNamespace && metadata.name !== fluxNamespace,
    );
  },
  expect: {
    verdict: 'broken',
    code: 'workload-not-found',
    blames: { objects: '0', reflectorMissing: 'false' },
    repair: { tool: 'flux', does: ['flux install'] },
  },
});
