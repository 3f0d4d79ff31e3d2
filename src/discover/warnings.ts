import type { ScanObject } from '../chain/vocabulary.ts';
import type { CoreV1Event, Kubernetes } from '../clients/kubernetes.ts';
import { ApiError } from '../clients/api-error.ts';

/** Above this many namespaces with failing objects, one list of the whole cluster is cheaper. */
const mostNamespaces = 3;

/**
 * The objects with the time of their newest Warning event, which tells a failure that goes on from one that is over.
 * Events are only asked for where a status is failing; where they may not be read, the age stays unknown.
 */
export async function withLastWarnings(
  kubernetes: Kubernetes,
  objects: readonly ScanObject[],
): Promise<readonly ScanObject[]> {
  const failing = objects.filter((object) => object.status?.ready === false);
  if (failing.length === 0) return objects;
  const namespaces = [...new Set(failing.map((object) => object.namespace))];
  const scopes = namespaces.length > mostNamespaces ? [{}] : namespaces.map((namespace) => ({ namespace }));
  const events = await Promise.all(
    scopes.map(async (scope) => {
      try {
        return await kubernetes.list('events', { ...scope, fieldSelector: 'type=Warning' });
      } catch (error) {
        if (error instanceof ApiError) return [];
        throw error;
      }
    }),
  );
  const newest = newestByObject(events.flat());
  return objects.map((object) => {
    const lastWarning = newest.get(`${object.kind}/${object.namespace}/${object.name}`);
    return object.status === null || lastWarning === undefined
      ? object
      : { ...object, status: { ...object.status, lastWarning: new Date(lastWarning).toISOString() } };
  });
}

function newestByObject(events: readonly CoreV1Event[]): ReadonlyMap<string, number> {
  const newest = new Map<string, number>();
  for (const { involvedObject, type, ...event } of events) {
    if (type !== 'Warning') continue;
    const key = `${involvedObject?.kind}/${involvedObject?.namespace}/${involvedObject?.name}`;
    const times = [event.series?.lastObservedTime, event.lastTimestamp, event.eventTime, event.firstTimestamp];
    const at = Math.max(
      ...times.map((time) => (time == null ? Number.NaN : new Date(time).getTime())).filter(Number.isFinite),
    );
    if (Number.isFinite(at) && at > (newest.get(key) ?? 0)) newest.set(key, at);
  }
  return newest;
}
