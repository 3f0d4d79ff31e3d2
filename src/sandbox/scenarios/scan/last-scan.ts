import type { StoredObject, World } from '../../world.ts';
import { frozenKey } from '../../flux/conditions.ts';
import { minutesAgo } from '../../worlds/times.ts';
import { annotate } from '../annotations.ts';

/** All ImageRepositories were scanned well then, and never after; `null`: never. */
export function lastScanned(world: World, scanTime: string | null): void {
  for (const stored of world.cluster.objects.filter(({ kind }) => kind === 'ImageRepository')) {
    annotate(stored, frozenKey, 'true');
    if (scanTime === null) continue;
    stored['status'] = {
      ...ready(stored, 'True', 'Succeeded', 'successful scan: found 4 tags', scanTime),
      lastScanResult: { tagCount: 4, scanTime },
    };
  }
}

/** All ImagePolicies are not ready, and say why. */
export function policiesSay(world: World, message: string): void {
  for (const stored of world.cluster.objects.filter(({ kind }) => kind === 'ImagePolicy'))
    stored['status'] = ready(stored, 'False', 'DependencyNotReady', message, minutesAgo(3));
}

function ready(stored: StoredObject, status: 'True' | 'False', reason: string, message: string, since: string): object {
  const observedGeneration = stored.metadata.generation ?? 1;
  return {
    observedGeneration,
    conditions: [{ type: 'Ready', status, reason, message, lastTransitionTime: since, observedGeneration }],
  };
}
