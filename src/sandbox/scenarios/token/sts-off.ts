import { acme } from '../../worlds/flux-v2.ts';
import { project, scenario } from '../scenario.ts';

export const stsOff = scenario({
  id: 'sts-off',
  title: 'the Security Token Service API is off in the cluster’s project',
  from: 'flux-v2',
  change(world) {
    const home = project(world, acme.cluster.project);
    home.services = home.services.filter((name) => name !== 'sts.googleapis.com');
  },
  expect: { verdict: 'broken', code: 'api-disabled' },
});
