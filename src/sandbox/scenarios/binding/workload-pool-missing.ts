import { acme } from '../../worlds/flux-v2.ts';
import { account, project, scenarios } from '../scenario.ts';

export const bindingWorkloadPoolMissing = scenarios([
  {
    id: 'binding-before-pool',
    title: 'Workload Identity is off and the project has no identity pool, so that nothing could be bound',
    cases: ['B67'],
    from: 'flux-v2',
    change(world) {
      const home = project(world, acme.cluster.project);
      home.workloadPoolExists = false;
      const cluster = home.clusters['europe-west1/prod-1'];
      if (cluster === undefined) throw new Error('no cluster');
      cluster.workloadPool = null;
      account(world, acme.cluster.project, acme.gsa).policy.bindings = [];
    },
    expect: {
      verdict: 'broken',
      code: 'workload-pool-missing',
      blames: { identity: 'flux-system/image-reflector-controller', 'cluster.name': 'prod-1' },
      repair: { tool: 'gcloud', does: ['gcloud container clusters update prod-1'] },
      says: ['prod-1'],
      others: ['binding-missing'],
    },
  },
]);
