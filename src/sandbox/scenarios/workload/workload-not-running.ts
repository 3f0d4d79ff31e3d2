import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { acme } from '../../worlds/flux-v2.ts';
import { minutesAgo } from '../../worlds/times.ts';
import { changePods, changeStatus, podsIn, unready } from '../pod-specs.ts';
import type { PodStatus } from '../pod-specs.ts';
import { object, scenarios, specOf } from '../scenario.ts';

const blames = {
  identity: 'flux-system/image-reflector-controller',
  namespace: 'flux-system',
  workload: 'image-reflector-controller',
  cause: 'image',
} as const;

const repair = {
  tool: 'kubectl',
  does: ['kubectl -n flux-system describe deployment,replicaset,pod -l app=image-reflector-controller'],
} as const;

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
      blames,
      repair,
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
      repair,
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
  {
    id: 'workload-evicted',
    title: 'the kubelet evicted the controller, and nothing took its place',
    from: 'flux-v2',
    change(world) {
      changeStatus(world, fluxNamespace, acme.controller, (status) => {
        status.phase = 'Failed';
        status['reason'] = 'Evicted';
        status['message'] =
          'The node was low on resource: ephemeral-storage. Threshold quantity: 10Gi, available: 9Gi.';
        delete status.containerStatuses;
        unready(status);
      });
    },
    expect: {
      verdict: 'broken',
      code: 'workload-not-running',
      blames: {
        identity: 'flux-system/image-reflector-controller',
        namespace: 'flux-system',
        workload: 'image-reflector-controller',
        cause: 'evicted',
      },
      repair: { tool: 'kubectl', does: ['kubectl describe nodes'] },
      says: ['Evicted: The node was low on resource: ephemeral-storage'],
    },
  },
  {
    id: 'workload-crd-not-served',
    title: 'the controller is newer than the CRDs, and ends at its start',
    from: 'flux-v2',
    change(world) {
      changeStatus(world, fluxNamespace, acme.controller, (status) => {
        unready(status);
        for (const container of status.containerStatuses ?? [])
          Object.assign(container, {
            ready: false,
            restartCount: 9,
            state: { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 5m0s restarting failed container' } },
            lastState: {
              terminated: {
                exitCode: 1,
                reason: 'Error',
                message: 'no matches for kind "ImageRepository" in version "image.toolkit.fluxcd.io/v1"',
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
        cause: 'crd-not-served',
      },
      repair: { tool: 'kubectl', does: ['kubectl get crds'] },
      says: ['no matches for kind "ImageRepository"'],
    },
  },
  {
    id: 'workload-newest-pod-decides',
    title: 'pods of an earlier ReplicaSet crash; the newest one cannot pull its image',
    from: 'flux-v2',
    change(world) {
      const [crashed] = podsIn(world, fluxNamespace, acme.controller);
      if (crashed === undefined) throw new Error('the world has a pod of the controller');
      changeStatus(world, fluxNamespace, acme.controller, (status) => {
        unready(status);
        for (const container of status.containerStatuses ?? [])
          Object.assign(container, {
            ready: false,
            restartCount: 40,
            state: { waiting: { reason: 'CrashLoopBackOff' } },
            lastState: { terminated: { exitCode: 1, reason: 'Error' } },
          });
      });
      const next = structuredClone(crashed);
      next.metadata.name = crashed.metadata.name.replace(/-[a-z0-9]+-[a-z0-9]+$/, '-5c8f7d9b66-q2w4x');
      delete next.metadata.uid;
      next.metadata.labels = { ...crashed.metadata.labels, 'pod-template-hash': '5c8f7d9b66' };
      next.metadata.creationTimestamp = minutesAgo(5);
      for (const container of (next['status'] as PodStatus).containerStatuses ?? [])
        Object.assign(container, {
          restartCount: 0,
          state: { waiting: { reason: 'ErrImagePull', message: 'manifest unknown: v1.0.4-typo' } },
          lastState: {},
        });
      world.cluster.objects.push(next);
    },
    expect: {
      verdict: 'broken',
      code: 'workload-not-running',
      blames,
      repair: { tool: 'kubectl', does: ['kubectl -n flux-system describe deployment,replicaset,pod'] },
      says: ['ErrImagePull'],
    },
  },
]);
