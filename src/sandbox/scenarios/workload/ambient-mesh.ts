/** Istio's ambient mesh, which a namespace joins by its labels: no sidecar shows it. */

import type { World } from '../../world.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { object } from '../scenario.ts';

export function joinAmbientMesh(world: World, waypoint?: string): void {
  const { metadata } = object(world, 'Namespace', null, fluxNamespace);
  metadata.labels = {
    ...metadata.labels,
    'istio.io/dataplane-mode': 'ambient',
    ...(waypoint !== undefined && { 'istio.io/use-waypoint': waypoint }),
  };
}
