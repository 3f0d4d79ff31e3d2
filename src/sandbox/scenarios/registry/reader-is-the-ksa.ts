import { acme } from '../../worlds/flux-v2.ts';
import { poolPrincipal, subject } from '../binding/policy.ts';
import { repository, scenario } from '../scenario.ts';

export const readerIsTheKsa = scenario({
  id: 'reader-is-the-ksa',
  title: 'the repository lets the KSA itself read, and the KSA names a GSA',
  from: 'flux-v2',
  change(world) {
    repository(world, acme.cluster.project, 'europe-west1/apps').policy.bindings = [
      { role: 'roles/artifactregistry.reader', members: [poolPrincipal(subject)] },
    ];
  },
  expect: { verdict: 'broken', code: 'repository-access-denied' },
});
