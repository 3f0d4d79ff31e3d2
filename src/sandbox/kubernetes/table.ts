/** Objects in the form that was asked for, above all the `Table` of `kubectl get`. */

import type { StoredObject } from '../world.ts';
import type { Form } from './media-type.ts';
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

/** One object in the form that was asked for. */
export function shownAs(
  form: Form,
  object: StoredObject,
  resource: Resource,
  version: string,
  query: URLSearchParams,
): object {
  if (form === 'metadata') return representMetadata(object);
  if (form !== 'table') return represent(object, resource, version);
  const meta = { resourceVersion: object.metadata.resourceVersion ?? '' };
  return tableOf([object], resource, version, meta, query.get('includeObject'));
}
