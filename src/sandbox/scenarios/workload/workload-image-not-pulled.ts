import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { changeStatus, unready } from '../pod-specs.ts';
import { scenario } from '../scenario.ts';

export const workloadImageNotPulled = scenario({
  id: 'workload-image-not-pulled',
  title: 'the node cannot pull the controller’s own image',
  from: 'flux-v2',
  change(world) {
    changeStatus(world, fluxNamespace, acme.controller, (status) => {
      status.phase = 'Pending';
      unready(status);
      for (const container of status.containerStatuses ?? [])
        Object.assign(container, {
          ready: false,
          state: {
            waiting: {
              reason: 'ImagePullBackOff',
              message: 'Back-off pulling image "ghcr.io/fluxcd/image-reflector-controller:v1.0.3"',
            },
          },
        });
    });
  },
  expect: {
    verdict: 'broken',
    code: 'workload-not-running',
    blames: {
      identity: 'flux-system/image-reflector-controller',
      namespace: 'flux-system',
      workload: 'image-reflector-controller',
      cause: 'image',
    },
    repair: {
      tool: 'kubectl',
      does: ['kubectl -n flux-system describe deployment,replicaset,pod -l app=image-reflector-controller'],
    },
    says: ['image-reflector-controller'],
  },
});
