import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { scenario } from '../scenario.ts';
import { grantOnGsa, pool } from './policy.ts';

export const bindingSwapped = scenario({
  id: 'binding-swapped',
  title: 'namespace and name changed places in the member',
  from: 'flux-v2',
  change(world) {
    grantOnGsa(world, { members: [`serviceAccount:${pool}[${acme.controller}/${fluxNamespace}]`] });
  },
  expect: { verdict: 'broken', code: 'binding-wrong-namespace' },
});
