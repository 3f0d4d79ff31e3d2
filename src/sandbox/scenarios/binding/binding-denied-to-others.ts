import { acme } from '../../worlds/flux-v2.ts';
import { project, scenario } from '../scenario.ts';
import { poolPrincipal, subject } from './policy.ts';

export const bindingDeniedToOthers = scenario({
  id: 'binding-denied-to-others',
  title: 'a deny policy forbids it to all but this KSA',
  from: 'flux-v2',
  change(world) {
    project(world, acme.cluster.project).deny.push({
      id: 'only-flux',
      rules: [
        {
          deniedPrincipals: ['principalSet://goog/public:all'],
          exceptionPrincipals: [poolPrincipal(subject)],
          deniedPermissions: ['iam.googleapis.com/serviceAccounts.getAccessToken'],
        },
      ],
    });
  },
  expect: { verdict: 'healthy', code: null },
});
