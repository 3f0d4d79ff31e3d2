/** The stored objects. They live in the world itself; this gives them identity, versions and order. */

import { randomUUID } from 'node:crypto';
import type { ClusterState, StoredObject } from '../world.ts';
import { isOf } from './resources.ts';
import type { Resource } from './resources.ts';

export interface StoreEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: StoredObject;
}

export class ObjectStore {
  readonly #cluster: ClusterState;
  readonly #listeners = new Set<(event: StoreEvent) => void>();
  #version = 1000;

  constructor(cluster: ClusterState) {
    this.#cluster = cluster;
  }

  /** The newest resourceVersion. */
  get version(): number {
    this.#complete();
    return this.#version;
  }

  /** Objects of a resource, by namespace and name, bytewise as etcd has them. */
  list(resource: Pick<Resource, 'kind' | 'group'>, namespace?: string): StoredObject[] {
    this.#complete();
    return this.#cluster.objects
      .filter((object) => isOf(resource, object))
      .filter((object) => namespace === undefined || (object.metadata.namespace ?? '') === namespace)
      .sort((a, b) => Buffer.compare(Buffer.from(keyOf(a)), Buffer.from(keyOf(b))));
  }

  get(
    resource: Pick<Resource, 'kind' | 'group'>,
    namespace: string | undefined,
    name: string,
  ): StoredObject | undefined {
    this.#complete();
    return this.#cluster.objects.find(
      (object) =>
        isOf(resource, object) &&
        object.metadata.name === name &&
        (object.metadata.namespace ?? '') === (namespace ?? ''),
    );
  }

  namespaceExists(name: string): boolean {
    return this.get({ kind: 'Namespace', group: '' }, undefined, name) !== undefined;
  }

  add(object: StoredObject): StoredObject {
    object.metadata.uid = randomUUID();
    object.metadata.creationTimestamp ??= now();
    object.metadata.resourceVersion = this.#next();
    this.#cluster.objects.push(object);
    this.#tell('ADDED', object);
    return object;
  }

  /** Puts `next` in the place of `old`. */
  replace(old: StoredObject, next: StoredObject): StoredObject {
    next.metadata.resourceVersion = this.#next();
    this.#cluster.objects.splice(this.#cluster.objects.indexOf(old), 1, next);
    this.#tell('MODIFIED', next);
    return next;
  }

  remove(object: StoredObject): void {
    const index = this.#cluster.objects.indexOf(object);
    if (index >= 0) this.#cluster.objects.splice(index, 1);
    object.metadata.resourceVersion = this.#next();
    this.#tell('DELETED', object);
  }

  /** Hears of every change until the returned function is called. */
  watch(listener: (event: StoreEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(type: StoreEvent['type'], object: StoredObject): void {
    for (const listener of this.#listeners) listener({ type, object });
  }

  #next(): string {
    this.#version += 1;
    return String(this.#version);
  }

  /** A world is written without what the server assigns. */
  #complete(): void {
    for (const object of this.#cluster.objects) {
      if (object.metadata.resourceVersion !== undefined) continue;
      object.metadata.uid ??= randomUUID();
      object.metadata.creationTimestamp ??= now();
      if (object['spec'] !== undefined && object.kind !== 'Pod') object.metadata.generation ??= 1;
      object.metadata.resourceVersion = this.#next();
    }
  }
}

/** `NAMESPACE/NAME`, or the name alone. */
export function keyOf(object: StoredObject): string {
  const { namespace, name } = object.metadata;
  return namespace === undefined ? name : `${namespace}/${name}`;
}

/** Now, to the second, as the API writes times. */
export function now(): string {
  return new Date().toISOString().replace(/\.\d+Z$/, 'Z');
}
