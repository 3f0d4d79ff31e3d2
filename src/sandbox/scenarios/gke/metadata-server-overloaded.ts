import { serviceAccountObject } from '../../worlds/workload-objects.ts';
import { serverPods } from './cluster.ts';
import { unready } from '../pod-specs.ts';
import type { PodStatus } from '../pod-specs.ts';
import { scenario } from '../scenario.ts';

export const metadataServerOverloaded = scenario({
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
    repair: { tool: 'kubectl', does: ['kubectl -n kube-system delete pods -l k8s-app=gke-metadata-server'] },
    says: ['gke-prod-1-main-4f6a1c2e-7d3k'],
  },
});
