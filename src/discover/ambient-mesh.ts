import type { V1Pod } from '../clients/kubernetes.ts';

/** A pod in Istio's ambient mesh: no sidecar, its traffic is led through ztunnel, and through a waypoint if there is one. */
export interface Ambient {
  readonly waypoint: string | null;
}

/** By what Istio wrote on the pod when it took it in; else by the labels of the pod and of its namespace. */
export function ambientOf(pod: V1Pod, namespaceLabels: Readonly<Record<string, string>>): Ambient | null {
  const { labels = {}, annotations = {} } = pod.metadata ?? {};
  const redirected = annotations['ambient.istio.io/redirection'];
  const mode = labels['istio.io/dataplane-mode'] ?? namespaceLabels['istio.io/dataplane-mode'];
  if (redirected === undefined ? mode !== 'ambient' : redirected !== 'enabled') return null;
  const waypoint = labels['istio.io/use-waypoint'] ?? namespaceLabels['istio.io/use-waypoint'] ?? 'none';
  return { waypoint: waypoint === 'none' ? null : waypoint };
}
