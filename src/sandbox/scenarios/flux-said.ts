import { frozenKey } from '../flux/conditions.ts';
import type { StoredObject, World } from '../world.ts';
import { minutesAgo } from '../worlds/times.ts';
import { annotate } from './annotations.ts';

/** When an object failed, and what is left of its events. */
export interface Failed {
  /** Minutes since the condition turned. */
  readonly since?: number;
  /** Seconds since the last Warning event; `null`: no event is left. */
  readonly lastSeconds?: number | null;
  /** How often. More than once is counted on one event, as a series where the newer API writes it. */
  readonly count?: number;
  readonly series?: boolean;
}

/**
 * Every object of a kind has failed in these words, a few minutes ago if nothing else is said, and Flux has not tried
 * since: for what the sandbox's own Flux cannot meet, such as another network.
 */
export function fluxSaid(world: World, kind: string, reason: string, message: string, failed: Failed = {}): void {
  for (const stored of world.cluster.objects.filter((one) => one.kind === kind)) {
    annotate(stored, frozenKey, 'true');
    stored['status'] = statusOf(stored, reason, message, failed);
    if (failed.lastSeconds !== null) world.cluster.objects.push(warning(stored, reason, message, failed));
  }
}

function statusOf(stored: StoredObject, reason: string, message: string, { since = 4 }: Failed): object {
  const observedGeneration = stored.metadata.generation ?? 1;
  return {
    observedGeneration,
    conditions: [
      { type: 'Ready', status: 'False', reason, message, lastTransitionTime: minutesAgo(since), observedGeneration },
    ],
  };
}

function warning(
  stored: StoredObject,
  reason: string,
  message: string,
  { since = 4, lastSeconds, count = 1, series = false }: Failed,
): StoredObject {
  const { namespace = '', name } = stored.metadata;
  const first = minutesAgo(since);
  const last = minutesAgo((lastSeconds ?? since * 60) / 60);
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `${name}.frozen`, namespace },
    involvedObject: { kind: stored.kind, namespace, name, apiVersion: stored.apiVersion },
    reason,
    message,
    type: 'Warning',
    ...(series
      ? { eventTime: first, firstTimestamp: null, lastTimestamp: null, series: { count, lastObservedTime: last } }
      : { firstTimestamp: first, lastTimestamp: last, count }),
  };
}
