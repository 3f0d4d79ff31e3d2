import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { changePods, changeStatus } from '../pod-specs.ts';
import { scenario } from '../scenario.ts';

export const workloadNotScheduled = scenario({
  id: 'workload-not-scheduled',
  title: 'no node has room for the controller',
  from: 'flux-v2',
  change(world) {
    changePods(world, fluxNamespace, acme.controller, (spec) => delete spec.nodeName, ['running']);
    changeStatus(world, fluxNamespace, acme.controller, (status) => {
      status.phase = 'Pending';
      delete status.startTime;
      delete status.containerStatuses;
      status.conditions = [
        {
          type: 'PodScheduled',
          status: 'False',
          reason: 'Unschedulable',
          message: '0/2 nodes are available: 2 Insufficient memory.',
        },
      ];
    });
  },
  expect: {
    verdict: 'broken',
    code: 'workload-not-running',
    blames: {
      identity: 'flux-system/image-reflector-controller',
      namespace: 'flux-system',
      workload: 'image-reflector-controller',
      cause: 'scheduling',
    },
    repair: {
      tool: 'kubectl',
      does: ['kubectl -n flux-system describe deployment,replicaset,pod -l app=image-reflector-controller'],
    },
    says: ['image-reflector-controller'],
  },
});
