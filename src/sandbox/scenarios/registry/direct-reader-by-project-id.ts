import { acme } from '../../worlds/flux-v2.ts';
import { poolPrincipal, subject } from '../binding/policy.ts';
import { repository, scenario } from '../scenario.ts';

export const directReaderByProjectId = scenario({
  id: 'direct-reader-by-project-id',
  title: 'there is no GSA, and the repository’s policy names the KSA by the project’s id, where its number belongs',
  from: 'direct',
  change(world) {
    repository(world, acme.cluster.project, 'europe-west1/apps').policy.bindings = [
      { role: 'roles/artifactregistry.reader', members: [poolPrincipal(subject, 'acme-prod')] },
    ];
  },
  expect: { verdict: 'broken', code: 'repository-access-denied' },
});
