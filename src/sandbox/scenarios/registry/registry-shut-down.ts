import { acme } from '../../worlds/flux-v2.ts';
import { project, scenarios } from '../scenario.ts';

export const registryRegistryShutDown = scenarios([
  {
    id: 'registry-shut-down-flux-v1',
    title: 'Flux 1 as the source document set it up, today: Container Registry is shut down',
    from: 'flux-v1',
    change(world) {
      project(world, 'total-mayhem-123456').gcr = 'shut-down';
    },
    expect: {
      verdict: 'broken',
      code: 'registry-shut-down',
      blames: { identity: 'flux/flux', image: 'gcr.io/total-mayhem-123456/api' },
      repair: { tool: 'gcloud', does: ['gcloud artifacts docker upgrade migrate'] },
    },
  },
  {
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
  },
]);
