import { acme } from '../../worlds/flux-v2.ts';
import { project, repository, scenario } from '../scenario.ts';

export const readerOnProject = scenario({
  id: 'reader-on-project',
  title: 'the reader role was given on the project',
  from: 'flux-v2',
  change(world) {
    repository(world, acme.cluster.project, 'europe-west1/apps').policy.bindings = [];
    project(world, acme.cluster.project).policy.bindings.push({
      role: 'roles/artifactregistry.reader',
      members: [`serviceAccount:${acme.gsa}`],
    });
  },
  expect: { verdict: 'healthy', code: null },
});
