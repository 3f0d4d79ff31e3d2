import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { minutesAgo } from '../../worlds/times.ts';
import type { StoredObject, World } from '../../world.ts';
import { object, specOf } from '../scenario.ts';

/** Flux's own Kustomization, which applies what bootstrap wrote, is suspended. */
export function suspendOwner(world: World): void {
  specOf(owner(world))['suspend'] = true;
}

/** It fails, because of something else that it applies. */
export function failOwner(world: World): void {
  const message =
    'Deployment/flux-system/notification-controller dry-run failed (Invalid): spec.template.spec.containers[0].image: Required value';
  owner(world)['status'] = {
    observedGeneration: 1,
    conditions: [
      { type: 'Ready', status: 'False', reason: 'ReconciliationFailed', message, lastTransitionTime: minutesAgo(30) },
    ],
  };
}

function owner(world: World): StoredObject {
  return object(world, 'Kustomization', fluxNamespace, fluxNamespace);
}
