import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { scenario } from '../scenario.ts';
import { grantOnGsa, poolPrincipal } from './policy.ts';

export const bindingByNamespace = scenario({
  id: 'binding-by-namespace',
  title: 'the member is every KSA of the namespace',
  from: 'flux-v2',
  change(world) {
    grantOnGsa(world, { members: [poolPrincipal(`namespace/${fluxNamespace}`)] });
  },
  expect: { verdict: 'healthy', code: null },
});
