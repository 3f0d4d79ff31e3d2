/** Agents that enforce NetworkPolicies, installed by somebody beside what GKE brings: its API knows nothing of them. */

import type { World } from '../../world.ts';
import { gkeCluster } from './cluster.ts';

interface Agent {
  readonly name: string;
  readonly namespace: string;
  readonly image: string;
  /** Nodes that it runs on; 0: left behind. */
  readonly nodes?: number;
}

/** The cluster was made without any enforcement of GKE's. */
export function installAgent(world: World, { name, namespace, image, nodes = 2 }: Agent): void {
  Object.assign(gkeCluster(world), { datapath: 'LEGACY_DATAPATH', networkPolicy: false });
  if (namespace !== 'kube-system')
    world.cluster.objects.push({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
  world.cluster.objects.push({
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name, namespace, generation: 1 },
    spec: {
      selector: { matchLabels: { name } },
      template: { metadata: { labels: { name } }, spec: { containers: [{ name: 'agent', image }], hostNetwork: true } },
    },
    status: { currentNumberScheduled: nodes, desiredNumberScheduled: nodes, numberReady: nodes, numberMisscheduled: 0 },
  });
}

export const cilium = { name: 'cilium', namespace: 'kube-system', image: 'quay.io/cilium/cilium:v1.18.2' } as const;
export const mirroredCilium = {
  name: 'cni',
  namespace: 'networking',
  image: 'europe-west1-docker.pkg.dev/acme-mirror/quay/cilium/cilium:v1.18.2',
} as const;
export const calico = {
  name: 'calico-node',
  namespace: 'calico-system',
  image: 'quay.io/calico/node:v3.30.1',
} as const;
