import { acme } from '../../worlds/flux-v2.ts';
import { poolPrincipal } from '../binding/policy.ts';
import { repository, scenario } from '../scenario.ts';

export const directReaderOtherKsa = scenario({
  id: 'direct-reader-other-ksa',
  title: 'there is no GSA, and the repository’s policy names another controller of the namespace',
  from: 'direct',
  change(world) {
    repository(world, acme.cluster.project, 'europe-west1/apps').policy.bindings = [
      {
        role: 'roles/artifactregistry.reader',
        members: [poolPrincipal('subject/ns/flux-system/sa/source-controller')],
      },
    ];
  },
  expect: { verdict: 'broken', code: 'ksa-annotation-missing' },
});
