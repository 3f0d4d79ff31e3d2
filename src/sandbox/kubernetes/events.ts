/** Events, counted up where the same thing happens again. */

import type { StoredObject } from '../world.ts';
import { readNumber, readText } from './read.ts';
import { now } from './store.ts';
import type { ObjectStore } from './store.ts';

export interface EventText {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
  readonly component: string;
}

export function recordEvent(store: ObjectStore, about: StoredObject, text: EventText): void {
  const { namespace = 'default', name, uid } = about.metadata;
  const at = now();
  const known = store
    .list({ kind: 'Event', group: '' }, namespace)
    .find(
      (event) =>
        readText(event, 'involvedObject', 'uid') === uid &&
        readText(event, 'reason') === text.reason &&
        readText(event, 'message') === text.message,
    );
  if (known !== undefined) {
    store.replace(known, { ...known, lastTimestamp: at, count: readNumber(known, 'count') + 1 });
    return;
  }
  store.add({
    apiVersion: 'v1',
    kind: 'Event',
    metadata: {
      name: `${name}.${(BigInt(Date.now()) * 1_000_000n + (process.hrtime.bigint() % 1_000_000n)).toString(16)}`,
      namespace,
    },
    involvedObject: {
      kind: about.kind,
      namespace,
      name,
      uid,
      apiVersion: about.apiVersion,
      resourceVersion: about.metadata.resourceVersion,
    },
    reason: text.reason,
    message: text.message,
    source: { component: text.component },
    firstTimestamp: at,
    lastTimestamp: at,
    count: 1,
    type: text.type,
    eventTime: null,
    reportingComponent: text.component,
    reportingInstance: '',
  });
}
