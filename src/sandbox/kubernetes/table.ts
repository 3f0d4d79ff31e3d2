/** Objects as the `Table` that `kubectl get` asks for. */

import type { StoredObject } from '../world.ts';
import { columnsOf } from './columns.ts';
import { listMetaInOrder, represent, representMetadata } from './representation.ts';
import type { ListMeta } from './representation.ts';
import type { Resource } from './resources.ts';

/** @param includeObject `None`, `Metadata` (the default) or `Object` */
export function tableOf(
  objects: readonly StoredObject[],
  resource: Resource,
  version: string,
  meta: ListMeta,
  includeObject: string | null,
): object {
  const columns = columnsOf(resource, version);
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata: listMetaInOrder(meta),
    columnDefinitions: columns.map(({ name, type, format, description, priority }) => ({
      name,
      type,
      format: format ?? '',
      description,
      priority,
    })),
    rows: objects.map((object) => ({
      cells: columns.map((column) => column.cell(object)),
      object: rowObject(object, resource, version, includeObject),
    })),
  };
}

function rowObject(object: StoredObject, resource: Resource, version: string, include: string | null): unknown {
  if (include === 'None') return null;
  if (include === 'Object') return represent(object, resource, version);
  return representMetadata(object);
}
