import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { scenario } from '../scenario.ts';
import { grantOnGsa } from './policy.ts';

export const bindingProjectNumber = scenario({
  id: 'binding-project-number',
  title: 'the member has the project’s number where its id belongs',
  from: 'flux-v2',
  change(world) {
    grantOnGsa(world, { members: [`serviceAccount:${acme.number}.svc.id.goog[${fluxNamespace}/${acme.controller}]`] });
  },
  expect: { verdict: 'broken', code: 'binding-wrong-pool' },
});
