/** The `scale` subresource: a number of replicas, seen as an object of its own. */

import type { StoredObject } from '../world.ts';
import { patched } from './patch.ts';
import { read, readMap, readNumber } from './read.ts';
import { badRequest } from './status.ts';

export function readScale(object: StoredObject): StoredObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = object.metadata;
  const replicas = read(object, 'spec', 'replicas');
  const selector = Object.entries(readMap(object, 'spec', 'selector', 'matchLabels'));
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: {
      name,
      ...(namespace !== undefined && { namespace }),
      uid: uid ?? '',
      resourceVersion: resourceVersion ?? '',
      creationTimestamp: creationTimestamp ?? '',
    },
    spec: { replicas: typeof replicas === 'number' ? replicas : 1 },
    status: {
      replicas: readNumber(object, 'status', 'replicas'),
      selector: selector.map(([key, value]) => `${key}=${value}`).join(','),
    },
  };
}

/** The change to the object itself that a change to its scale means. */
export function scaled(object: StoredObject, contentType: string, body: string): object {
  const replicas = read(patched(readScale(object), contentType, body, false), 'spec', 'replicas');
  if (typeof replicas !== 'number')
    throw badRequest('json: cannot unmarshal into Go struct field ScaleSpec.spec.replicas of type int32');
  return { spec: { replicas } };
}
