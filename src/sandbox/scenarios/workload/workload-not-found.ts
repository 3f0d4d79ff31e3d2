import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { acme } from '../../worlds/flux-v2.ts';
import { removeDeployment } from '../pod-specs.ts';
import { scenarios } from '../scenario.ts';

export const workloadWorkloadNotFound = scenarios([
  {
    id: 'reflector-not-installed-others-scan',
    title: 'the image controllers are missing; charts are still read by source-controller',
    from: 'many',
    change(world) {
      removeDeployment(world, fluxNamespace, acme.controller);
    },
    expect: {
      verdict: 'broken',
      code: 'workload-not-found',
      blames: { objects: '5', reflectorMissing: 'true' },
      repair: { tool: 'flux', does: ['flux install'] },
    },
  },
  {
    id: 'reflector-not-installed',
    title: 'Flux was installed without its image controllers; ImageRepositories wait',
    from: 'flux-v2',
    change(world) {
      removeDeployment(world, fluxNamespace, acme.controller);
    },
    expect: {
      verdict: 'broken',
      code: 'workload-not-found',
      blames: { objects: '2', reflectorMissing: 'true' },
      repair: { tool: 'flux', does: ['flux install'] },
    },
  },
  {
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
  },
]);
