/** How stored objects look on the wire: key order, the version asked for, metadata alone. */

import type { StoredObject } from '../world.ts';
import { apiVersionOf } from './resources.ts';
import type { Resource } from './resources.ts';

/** Go structs write their keys in this order; keys that are not named come after. */
const metadataOrder = [
  'name',
  'generateName',
  'namespace',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'labels',
  'annotations',
  'ownerReferences',
  'finalizers',
  'managedFields',
];

/** A whole object in one of its resource's versions. */
export function represent(object: StoredObject, resource: Resource, version: string): Record<string, unknown> {
  const apiVersion = apiVersionOf(resource.group, version);
  // Custom resources are kept as maps, and Go writes maps sorted.
  if (resource.custom) return sortKeys({ ...object, apiVersion }) as Record<string, unknown>;
  const { kind, apiVersion: _stored, metadata, ...rest } = object;
  return { kind, apiVersion, metadata: inOrder(metadata, metadataOrder), ...inOrder(rest, ['spec', 'status']) };
}

export function representMetadata(object: StoredObject): Record<string, unknown> {
  return {
    kind: 'PartialObjectMetadata',
    apiVersion: 'meta.k8s.io/v1',
    metadata: inOrder(object.metadata, metadataOrder),
  };
}

export interface ListMeta {
  readonly resourceVersion: string;
  readonly continue?: string | undefined;
  readonly remainingItemCount?: number | undefined;
}

export function representList(
  objects: readonly StoredObject[],
  resource: Resource,
  version: string,
  meta: ListMeta,
): object {
  const apiVersion = apiVersionOf(resource.group, version);
  const kind = `${resource.kind}List`;
  const items = objects.map((object) => represent(object, resource, version));
  if (resource.custom) {
    const { remainingItemCount, resourceVersion } = meta;
    return {
      apiVersion,
      items,
      kind,
      metadata: { continue: meta.continue ?? '', remainingItemCount, resourceVersion },
    };
  }
  return {
    kind,
    apiVersion,
    metadata: listMetaInOrder(meta),
    items: items.map(({ kind: _kind, apiVersion: _version, ...item }) => item),
  };
}

/** The order of Go's `ListMeta`. */
export function listMetaInOrder(meta: ListMeta): object {
  return {
    resourceVersion: meta.resourceVersion,
    continue: meta.continue,
    remainingItemCount: meta.remainingItemCount,
  };
}

function inOrder(value: object, order: readonly string[]): Record<string, unknown> {
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
  const rank = (key: string): number => (order.includes(key) ? order.indexOf(key) : order.length);
  return Object.fromEntries(entries.sort(([a], [b]) => rank(a) - rank(b)));
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, entry]) => [key, sortKeys(entry)]));
}
