import { acme } from '../../worlds/flux-v2.ts';
import { project, scenario } from '../scenario.ts';

export const iamCredentialsOff = scenario({
  id: 'iam-credentials-off',
  title: 'the IAM Service Account Credentials API is off in the project',
  from: 'flux-v2',
  change(world) {
    const home = project(world, acme.cluster.project);
    home.services = home.services.filter((name) => name !== 'iamcredentials.googleapis.com');
  },
  expect: { verdict: 'broken', code: 'api-disabled' },
});
