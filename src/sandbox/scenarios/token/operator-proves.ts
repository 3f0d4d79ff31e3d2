import { acme } from '../../worlds/flux-v2.ts';
import { account, scenario, takeMinting } from '../scenario.ts';

export const operatorProves = scenario({
  id: 'operator-proves',
  title: 'the operator may mint no token of the KSA, and may become the GSA',
  from: 'flux-v2',
  change(world) {
    takeMinting(world);
    account(world, acme.cluster.project, acme.gsa).policy.bindings.push({
      role: 'roles/iam.serviceAccountTokenCreator',
      members: [`user:${world.operator.account}`],
    });
  },
  expect: { verdict: 'healthy', code: null },
});
