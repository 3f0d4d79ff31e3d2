import { acme } from '../../worlds/flux-v2.ts';
import { folder } from '../../worlds/google-project.ts';
import { account, scenario } from '../scenario.ts';
import { poolPrincipal, subject } from './policy.ts';

export const bindingOnFolder = scenario({
  id: 'binding-on-folder',
  title: 'the role was given on the folder above the project',
  from: 'flux-v2',
  change(world) {
    account(world, acme.cluster.project, acme.gsa).policy.bindings = [];
    world.google.folders[folder]?.policy.bindings.push({
      role: 'roles/iam.serviceAccountTokenCreator',
      members: [poolPrincipal(subject)],
    });
  },
  expect: { verdict: 'healthy', code: null },
});
