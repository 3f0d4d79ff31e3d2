import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { removeDeployment } from '../pod-specs.ts';
import { scenario } from '../scenario.ts';

export const reflectorNotInstalled = scenario({
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
});
