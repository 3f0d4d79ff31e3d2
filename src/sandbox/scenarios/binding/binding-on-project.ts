import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { account, project, scenario } from '../scenario.ts';
import { pool } from './policy.ts';

export const bindingOnProject = scenario({
  id: 'binding-on-project',
  title: 'the role was given on the project instead of the GSA',
  cases: ['B63'],
  from: 'flux-v2',
  change(world) {
    account(world, acme.cluster.project, acme.gsa).policy.bindings = [];
    project(world, acme.cluster.project).policy.bindings.push({
      role: 'roles/iam.workloadIdentityUser',
      members: [`serviceAccount:${pool}[${fluxNamespace}/${acme.controller}]`],
    });
  },
  expect: { verdict: 'healthy', code: null },
});
