import { acme } from '../../worlds/flux-v2.ts';
import { account, project, repository, scenario } from '../scenario.ts';

export const gsaRecreatedUnbound = scenario({
  id: 'gsa-recreated-unbound',
  title: 'the GSA was made anew, and nothing was granted again: neither to it nor on it',
  cases: ['B59'],
  from: 'flux-v2',
  change(world) {
    const old = account(world, acme.cluster.project, acme.gsa);
    project(world, acme.cluster.project).serviceAccounts[acme.gsa] = {
      ...old,
      uniqueId: '104857600000000000099',
      policy: { bindings: [] },
    };
    const { policy } = repository(world, acme.cluster.project, 'europe-west1/apps');
    policy.bindings = [
      { role: 'roles/artifactregistry.reader', members: [`deleted:serviceAccount:${acme.gsa}?uid=${old.uniqueId}`] },
    ];
  },
  expect: { verdict: 'broken', code: 'binding-missing', others: ['registry-grant-stale'] },
});
