import { frozenKey } from '../flux/conditions.ts';
import type { StoredObject, World } from '../world.ts';
import { minutesAgo } from '../worlds/times.ts';
import { annotate } from './annotations.ts';

/**
 * Every object of a kind has failed in these words a few minutes ago, and Flux has not tried since: for what the
 * sandbox's own Flux cannot meet, such as another network.
 */
export function fluxSaid(world: World, kind: string, reason: string, message: string): void {
  for (const stored of world.cluster.objects.filter((one) => one.kind === kind)) {
    annotate(stored, frozenKey, 'true');
    stored['status'] = failed(stored, reason, message);
    world.cluster.objects.push(warning(stored, reason, message));
  }
}

function failed(stored: StoredObject, reason: string, message: string): object {
  const observedGeneration = stored.metadata.generation ?? 1;
  return {
    observedGeneration,
    conditions: [
      { type: 'Ready', status: 'False', reason, message, lastTransitionTime: minutesAgo(4), observedGeneration },
    ],
  };
}

function warning(stored: StoredObject, reason: string, message: string): StoredObject {
  const { namespace = '', name } = stored.metadata;
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `${name}.frozen`, namespace },
    involvedObject: { kind: stored.kind, namespace, name, apiVersion: stored.apiVersion },
    reason,
    message,
    type: 'Warning',
    firstTimestamp: minutesAgo(4),
    lastTimestamp: minutesAgo(4),
    count: 1,
  };
}
