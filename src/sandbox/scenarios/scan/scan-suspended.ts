import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { object, scenario, specOf } from '../scenario.ts';

export const scanSuspended = scenario({
  id: 'scan-suspended',
  title: 'an ImageRepository is suspended',
  from: 'flux-v2',
  change(world) {
    specOf(object(world, 'ImageRepository', fluxNamespace, 'api'))['suspend'] = true;
  },
  expect: { verdict: 'healthy', code: null, warns: ['scan-suspended'] },
});
