import { acme } from '../../worlds/flux-v2.ts';
import { project, scenario } from '../scenario.ts';

export const registryShutDown = scenario({
  id: 'registry-shut-down',
  title: 'the project’s images never moved from Container Registry, which is shut down',
  cases: ['B87'],
  from: 'flux-v2-gcr',
  change(world) {
    const home = project(world, acme.cluster.project);
    home.gcr = 'shut-down';
    home.repositories = {};
  },
  expect: {
    verdict: 'broken',
    code: 'registry-shut-down',
    blames: { identity: 'flux-system/image-reflector-controller', image: 'gcr.io/acme-prod/api' },
    repair: { tool: 'gcloud', does: ['gcloud artifacts docker upgrade migrate'] },
  },
});
