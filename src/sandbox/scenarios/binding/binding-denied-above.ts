import { organization } from '../../worlds/google-project.ts';
import { scenario } from '../scenario.ts';
import { denyBecoming, poolPrincipal } from './policy.ts';

export const bindingDeniedAbove = scenario({
  id: 'binding-denied-above',
  title: 'a deny policy on the organisation keeps the pool’s KSAs from becoming any account',
  from: 'flux-v2',
  change(world) {
    world.google.organizations[organization]?.deny.push(denyBecoming('no-impersonation', poolPrincipal('*')));
  },
  expect: { verdict: 'broken', code: 'binding-denied' },
});
