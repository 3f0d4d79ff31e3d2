import { acme } from '../../worlds/flux-v2.ts';
import { project, scenario } from '../scenario.ts';

export const apiDisabled = scenario({
  id: 'api-disabled',
  title: 'the IAM Service Account Credentials API is off',
  from: 'flux-v2',
  change(world) {
    const acmeProd = project(world, acme.cluster.project);
    acmeProd.services = acmeProd.services.filter((service) => service !== 'iamcredentials.googleapis.com');
  },
  expect: { verdict: 'broken', code: 'api-disabled' },
});
