import { acme } from '../../worlds/flux-v2.ts';
import { project, scenario } from '../scenario.ts';
import { denyBecoming, poolPrincipal, subject } from './policy.ts';

export const bindingDenied = scenario({
  id: 'binding-denied',
  title: 'a deny policy on the project keeps the KSA from becoming any account',
  from: 'flux-v2',
  change(world) {
    project(world, acme.cluster.project).deny.push(denyBecoming('no-federated-tokens', poolPrincipal(subject)));
  },
  expect: { verdict: 'broken', code: 'binding-denied' },
});
