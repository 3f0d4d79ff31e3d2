/** Watches: a stream of changes, one JSON object a line. */

import type { StoredObject } from '../world.ts';
import { negotiate } from './media-type.ts';
import { parseFieldSelector, parseLabelSelector } from './selectors.ts';
import type { ObjectStore } from './store.ts';
import { shownAs } from './table.ts';
import type { Answer, ApiRequest } from './transport.ts';
import type { WriteTarget } from './writes.ts';

/** The objects that there are, unless the client knows them, and every change from now on. */
export function watchAnswer(store: ObjectStore, request: ApiRequest, target: WriteTarget): Answer {
  const { resource, namespace, version } = target;
  const { query } = request;
  const form = negotiate(request.headers.accept, ['object', 'table', 'metadata']);
  const labels = parseLabelSelector(query.get('labelSelector') ?? '');
  const fields = parseFieldSelector(query.get('fieldSelector') ?? '', resource);
  const wanted = (object: StoredObject): boolean =>
    object.kind === resource.kind &&
    object.apiVersion.startsWith(resource.group === '' ? 'v' : `${resource.group}/`) &&
    (namespace === undefined || object.metadata.namespace === namespace) &&
    labels(object.metadata.labels ?? {}) &&
    fields(object);
  const shown = (object: StoredObject): object => shownAs(form, object, resource, version, query);
  return {
    kind: 'stream',
    start: (write, end) => {
      const since = query.get('resourceVersion') ?? '';
      if (since === '' || since === '0') {
        for (const object of store.list(resource, namespace))
          if (wanted(object)) write({ type: 'ADDED', object: shown(object) });
      }
      const stop = store.watch(({ type, object }) => {
        if (wanted(object)) write({ type, object: shown(object) });
      });
      const seconds = Number(query.get('timeoutSeconds') ?? '0');
      const timer = seconds > 0 ? setTimeout(end, seconds * 1000) : undefined;
      return () => {
        clearTimeout(timer);
        stop();
      };
    },
  };
}
