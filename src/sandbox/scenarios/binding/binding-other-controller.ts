import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { scenario } from '../scenario.ts';
import { grantOnGsa, pool } from './policy.ts';

export const bindingOtherController = scenario({
  id: 'binding-other-controller',
  title: 'the binding names source-controller; image-reflector-controller scans',
  from: 'flux-v2',
  change(world) {
    grantOnGsa(world, { members: [`serviceAccount:${pool}[${fluxNamespace}/source-controller]`] });
  },
  expect: { verdict: 'broken', code: 'binding-wrong-ksa' },
});
