import { acme } from '../../worlds/flux-v2.ts';
import { repository, scenario } from '../scenario.ts';

export const readerOfOtherProject = scenario({
  id: 'reader-of-other-project',
  title: 'the repository lets a GSA of the same name in another project read',
  from: 'flux-v2',
  change(world) {
    repository(world, acme.cluster.project, 'europe-west1/apps').policy.bindings = [
      {
        role: 'roles/artifactregistry.reader',
        members: [`serviceAccount:${acme.gsa.replace('acme-prod', 'acme-dev')}`],
      },
    ];
  },
  expect: { verdict: 'broken', code: 'repository-access-denied' },
});
