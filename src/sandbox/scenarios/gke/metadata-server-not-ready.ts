import { behindControlPlane, serverPods } from './cluster.ts';
import { unready } from '../pod-specs.ts';
import type { PodStatus } from '../pod-specs.ts';
import { scenario } from '../scenario.ts';

export const metadataServerNotReady = scenario({
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
    repair: { tool: 'kubectl', does: ['kubectl -n kube-system delete pods -l k8s-app=gke-metadata-server'] },
    says: ['gke-prod-1-main-4f6a1c2e-7d3k'],
  },
});
