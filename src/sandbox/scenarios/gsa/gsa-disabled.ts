import { acme } from '../../worlds/flux-v2.ts';
import { account, scenario } from '../scenario.ts';

export const gsaDisabled = scenario({
  id: 'gsa-disabled',
  title: 'the GSA is disabled',
  from: 'flux-v2',
  change(world) {
    account(world, acme.cluster.project, acme.gsa).disabled = true;
  },
  expect: { verdict: 'broken', code: 'gsa-disabled' },
});
