/** What every cluster has, so that a world need only name what is its own. */

import type { ClusterState, StoredObject } from '../world.ts';
import { asDefinition } from './custom-resource-definitions.ts';
import { defaultRbacObjects } from './default-roles.ts';
import { splitApiVersion } from './resources.ts';
import type { ObjectStore } from './store.ts';
import { fillAggregated, seedNamespace } from './writes.ts';

/** Adds what is not there yet, and changes nothing that is. */
export function seedCluster(store: ObjectStore, cluster: ClusterState): void {
  const present = cluster.objects.map((object) => object.metadata.namespace ?? '').filter((name) => name !== '');
  const namespaces = new Set(['default', 'kube-node-lease', 'kube-public', 'kube-system', ...present]);
  const namespaceObjects = [...namespaces].map((name): StoredObject => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name },
  }));
  const definitions = cluster.customResources.map(asDefinition);
  for (const object of [...namespaceObjects, ...defaultRbacObjects(), ...definitions]) {
    const [group] = splitApiVersion(object.apiVersion);
    if (store.get({ kind: object.kind, group }, undefined, object.metadata.name) === undefined) store.add(object);
  }
  for (const namespace of store.list({ kind: 'Namespace', group: '' })) seedNamespace(store, namespace);
  fillAggregated(store);
}
