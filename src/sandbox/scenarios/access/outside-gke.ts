/** The same Flux in a cluster that is not one of GKE's, as it is after the manifests were taken there. */

import type { World } from '../../world.ts';
import { specOf } from '../scenario.ts';

export interface Elsewhere {
  readonly context: string;
  readonly issuer: string;
  readonly gitVersion: string;
  readonly nodeNames: readonly string[];
  providerId(node: string): string;
}

export const kind: Elsewhere = {
  context: 'kind-dev',
  issuer: 'https://kubernetes.default.svc.cluster.local',
  gitVersion: 'v1.34.0',
  nodeNames: ['dev-worker', 'dev-worker2'],
  providerId: (node) => `kind://docker/dev/${node}`,
};

export const eks: Elsewhere = {
  context: 'arn:aws:eks:eu-central-1:111122223333:cluster/prod',
  issuer: 'https://oidc.eks.eu-central-1.amazonaws.com/id/4F1C0A6D2B7E93858D1C5E0F7A3B9624',
  gitVersion: 'v1.33.5-eks-113cf36',
  nodeNames: ['ip-10-0-12-7.eu-central-1.compute.internal', 'ip-10-0-40-91.eu-central-1.compute.internal'],
  providerId: () => 'aws:///eu-central-1a/i-0f3b5c7d9e1a2b4c6',
};

export const k3s: Elsewhere = {
  context: 'default',
  issuer: 'https://kubernetes.default.svc.cluster.local',
  gitVersion: 'v1.33.4+k3s1',
  nodeNames: ['rack-1', 'rack-2'],
  providerId: (node) => `k3s://${node}`,
};

export function moveTo(world: World, elsewhere: Elsewhere): void {
  const { cluster, google } = world;
  delete google.projects[cluster.project]?.clusters[`${cluster.location}/${cluster.name}`];
  const { context, issuer, gitVersion } = elsewhere;
  Object.assign(cluster, { context, issuer, gitVersion });
  cluster.objects = cluster.objects.filter(({ metadata }) => !metadata.name.startsWith('gke-metadata-server'));
  const moved = new Map<string, string>();
  for (const stored of cluster.objects.filter((one) => one.kind === 'Node')) {
    const name = elsewhere.nodeNames[moved.size] ?? stored.metadata.name;
    moved.set(stored.metadata.name, name);
    stored.metadata.name = name;
    stored.metadata.labels = {
      'kubernetes.io/arch': 'amd64',
      'kubernetes.io/hostname': name,
      'kubernetes.io/os': 'linux',
    };
    specOf(stored)['providerID'] = elsewhere.providerId(name);
    (stored['status'] as { nodeInfo: { kubeletVersion: string } }).nodeInfo.kubeletVersion = gitVersion;
  }
  for (const pod of cluster.objects.filter((one) => one.kind === 'Pod')) {
    const spec = specOf(pod);
    spec['nodeName'] = moved.get(String(spec['nodeName'])) ?? spec['nodeName'];
  }
}
