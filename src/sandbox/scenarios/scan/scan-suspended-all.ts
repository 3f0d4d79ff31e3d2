import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { object, scenario, specOf } from '../scenario.ts';

export const scanSuspendedAll = scenario({
  id: 'scan-suspended-all',
  title: 'every ImageRepository is suspended',
  from: 'flux-v2',
  change(world) {
    for (const name of ['api', 'web']) specOf(object(world, 'ImageRepository', fluxNamespace, name))['suspend'] = true;
  },
  expect: { verdict: 'healthy', code: null, warns: ['scan-suspended'] },
});
