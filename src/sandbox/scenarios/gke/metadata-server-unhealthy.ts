import { nodeNames } from '../../worlds/cluster-objects.ts';
import { acme } from '../../worlds/flux-v2.ts';
import { serviceAccountObject } from '../../worlds/workload-objects.ts';
import { unready } from '../pod-specs.ts';
import type { PodStatus } from '../pod-specs.ts';
import { scenarios, specOf } from '../scenario.ts';
import { behindControlPlane, serverPods } from './cluster.ts';

const repair = {
  tool: 'kubectl',
  does: ['kubectl -n kube-system delete pods -l k8s-app=gke-metadata-server'],
} as const;

export const gkeMetadataServerUnhealthy = scenarios([
  {
    id: 'metadata-server-absent',
    title: 'no pod of the metadata server is on the controller’s node',
    from: 'flux-v2',
    change(world) {
      const [first] = nodeNames(acme.cluster);
      const gone = serverPods(world).filter((pod) => (pod['spec'] as { nodeName: string }).nodeName === first);
      world.cluster.objects = world.cluster.objects.filter((stored) => !gone.includes(stored));
    },
    expect: {
      verdict: 'broken',
      code: 'metadata-server-unhealthy',
      blames: {
        identity: 'flux-system/image-reflector-controller',
        node: 'gke-prod-1-main-4f6a1c2e-7d3k',
        cause: 'absent',
      },
      repair: { tool: 'kubectl', does: ['kubectl cordon gke-prod-1-main-4f6a1c2e-7d3k'] },
      says: ['gke-prod-1-main-4f6a1c2e-7d3k'],
    },
  },
  {
    id: 'metadata-server-none-seen-nothing-scans',
    title: 'no pod of the metadata server is to be seen anywhere, and all scans are suspended',
    from: 'flux-v2',
    change(world) {
      const gone = new Set(serverPods(world));
      world.cluster.objects = world.cluster.objects.filter((stored) => !gone.has(stored));
      for (const stored of world.cluster.objects)
        if (stored.kind === 'ImageRepository') specOf(stored)['suspend'] = true;
    },
    expect: {
      verdict: 'inconclusive',
      code: 'metadata-server-unhealthy',
      blames: {
        identity: 'flux-system/image-reflector-controller',
        node: 'gke-prod-1-main-4f6a1c2e-7d3k',
        cause: 'unseen',
      },
      repair: { tool: 'kubectl', does: ['get daemonset gke-metadata-server'] },
      says: ['gke-prod-1-main-4f6a1c2e-7d3k'],
      warns: ['scan-suspended'],
    },
  },
  {
    id: 'metadata-server-not-ready',
    title: 'the metadata server on the node is not ready, amid an upgrade of the nodes',
    cases: ['B37', 'B41'],
    from: 'flux-v2',
    change(world) {
      behindControlPlane(world);
      for (const pod of serverPods(world)) unready(pod['status'] as PodStatus);
    },
    expect: {
      verdict: 'broken',
      code: 'metadata-server-unhealthy',
      blames: {
        identity: 'flux-system/image-reflector-controller',
        node: 'gke-prod-1-main-4f6a1c2e-7d3k',
        cause: 'not-ready',
      },
      repair,
      says: ['gke-prod-1-main-4f6a1c2e-7d3k'],
    },
  },
  {
    id: 'metadata-server-overloaded',
    title: 'more KSAs than the metadata server can hold; it is killed for want of memory',
    cases: ['B39'],
    from: 'flux-v2',
    change(world) {
      for (let each = 0; each < 3100; each += 1)
        world.cluster.objects.push(serviceAccountObject('default', `job-${each}`));
      for (const pod of serverPods(world)) {
        const status = pod['status'] as PodStatus;
        unready(status);
        for (const container of status.containerStatuses ?? [])
          Object.assign(container, {
            ready: false,
            restartCount: 41,
            state: { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 5m0s restarting failed container' } },
            lastState: { terminated: { exitCode: 137, reason: 'OOMKilled' } },
          });
      }
    },
    expect: {
      verdict: 'broken',
      code: 'metadata-server-unhealthy',
      blames: {
        identity: 'flux-system/image-reflector-controller',
        node: 'gke-prod-1-main-4f6a1c2e-7d3k',
        cause: 'restarting',
      },
      repair,
      says: ['gke-prod-1-main-4f6a1c2e-7d3k'],
    },
  },
]);
