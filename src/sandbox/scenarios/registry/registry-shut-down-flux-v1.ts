import { project, scenario } from '../scenario.ts';

export const registryShutDownFluxV1 = scenario({
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
});
