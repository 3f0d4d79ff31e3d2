import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { acme } from '../../worlds/flux-v2.ts';
import { changePods, changeStatus, podsIn, unready } from '../pod-specs.ts';
import { object, scenarios, specOf } from '../scenario.ts';

export const workloadWorkloadNotRunning = scenarios([
  {
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
  },
  {
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
  },
  {
    id: 'workload-scaled-to-zero',
    title: 'the controller is scaled to zero',
    from: 'flux-v2',
    change(world) {
      specOf(object(world, 'Deployment', fluxNamespace, acme.controller))['replicas'] = 0;
      const gone = new Set(podsIn(world, fluxNamespace, acme.controller));
      world.cluster.objects = world.cluster.objects.filter((stored) => !gone.has(stored));
    },
    expect: {
      verdict: 'broken',
      code: 'workload-not-running',
      blames: {
        identity: 'flux-system/image-reflector-controller',
        namespace: 'flux-system',
        workload: 'image-reflector-controller',
        cause: 'scaled-to-zero',
      },
      repair: {
        tool: 'kubectl',
        does: ['kubectl -n flux-system patch deployment image-reflector-controller', '-p \'{"spec":{"replicas":1}}\''],
      },
      says: ['image-reflector-controller'],
    },
  },
  {
    id: 'workload-token-not-mounted',
    title: 'the KSA has automountServiceAccountToken off, which a Terraform module sets',
    from: 'flux-v2',
    change(world) {
      object(world, 'ServiceAccount', fluxNamespace, acme.controller)['automountServiceAccountToken'] = false;
    },
    expect: {
      verdict: 'broken',
      code: 'workload-not-running',
      blames: {
        identity: 'flux-system/image-reflector-controller',
        namespace: 'flux-system',
        workload: 'image-reflector-controller',
        cause: 'crash',
      },
      repair: { tool: 'kubectl', does: ['kubectl -n flux-system logs deployment/image-reflector-controller'] },
      says: ['image-reflector-controller'],
    },
  },
]);
