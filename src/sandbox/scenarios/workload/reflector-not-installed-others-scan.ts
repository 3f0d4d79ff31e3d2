import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { removeDeployment } from '../pod-specs.ts';
import { scenario } from '../scenario.ts';

export const reflectorNotInstalledOthersScan = scenario({
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
});
