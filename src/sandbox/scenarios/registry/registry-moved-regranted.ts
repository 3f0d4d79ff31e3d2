import { project, scenario } from '../scenario.ts';
import { acme } from '../../worlds/flux-v2.ts';

export const registryMovedRegranted = scenario({
  id: 'registry-moved-regranted',
  title: 'the old grant still stands on the project, beside the one on the repository that serves gcr.io now',
  from: 'flux-v2-gcr',
  change(world) {
    project(world, acme.cluster.project).policy.bindings.push({
      role: 'roles/storage.objectViewer',
      members: [`serviceAccount:${acme.gsa}`],
    });
  },
  expect: { verdict: 'healthy', code: null },
});
