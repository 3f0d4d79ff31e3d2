import { acme } from '../../worlds/flux-v2.ts';
import { project, repository, scenario } from '../scenario.ts';

export const registryMovedProject = scenario({
  id: 'registry-moved-project',
  title: 'the grant of Container Registry’s time stands on the project; Artifact Registry serves gcr.io',
  from: 'flux-v2-gcr',
  change(world) {
    repository(world, acme.cluster.project, 'us/gcr.io').policy.bindings = [];
    project(world, acme.cluster.project).policy.bindings.push({
      role: 'roles/storage.objectViewer',
      members: [`serviceAccount:${acme.gsa}`],
    });
  },
  expect: { verdict: 'broken', code: 'registry-moved' },
});
