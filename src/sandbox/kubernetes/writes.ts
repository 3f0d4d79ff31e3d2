/** Create, update, patch, apply and delete, with what each sets in motion. */

import type { ClusterState, StoredObject } from '../world.ts';
import { deploymentWritten, generatedName, podDeleted } from './controllers.ts';
import { asCustomResource } from './custom-resource-definitions.ts';
import { applied, recordUpdate } from './managed-fields.ts';
import type { Manager } from './managed-fields.ts';
import { applyPatch, parseApplyBody, patched } from './patch.ts';
import { rulesIn } from './rbac.ts';
import { read, readText } from './read.ts';
import type { Resource } from './resources.ts';
import { alreadyExists, badRequest, modified, notFound } from './status.ts';
import type { ObjectStore } from './store.ts';
import { admitPod, asObject, validate } from './validation.ts';

export interface WriteTarget {
  readonly resource: Resource;
  readonly version: string;
  readonly namespace: string | undefined;
}

export interface WriteOptions {
  readonly manager: string;
  readonly dryRun: boolean;
  /** `status`, or the object itself. */
  readonly subresource: 'status' | undefined;
  /** Server-side apply takes fields from other managers. */
  readonly force: boolean;
}

export class Writer {
  readonly #store: ObjectStore;
  readonly #cluster: ClusterState;

  constructor(store: ObjectStore, cluster: ClusterState) {
    this.#store = store;
    this.#cluster = cluster;
  }

  create(target: WriteTarget, body: Record<string, unknown>, options: WriteOptions): StoredObject {
    const object = asObject(body, target.resource, target.version, target.namespace);
    const prefix = readText(object, 'metadata', 'generateName');
    if (object.metadata.name === '' && prefix !== '') object.metadata.name = generatedName(prefix);
    return this.#insert(target, object, { name: options.manager, operation: 'Update' }, options.dryRun);
  }

  update(target: WriteTarget, name: string, body: Record<string, unknown>, options: WriteOptions): StoredObject {
    const old = this.#existing(target, name);
    const next = asObject(body, target.resource, target.version, target.namespace);
    if (next.metadata.name !== name) {
      throw badRequest(`the name of the object (${next.metadata.name}) does not match the name on the URL (${name})`);
    }
    return this.#change(target, old, next, options);
  }

  patch(
    target: WriteTarget,
    name: string,
    contentType: string,
    body: string,
    options: WriteOptions,
  ): { object: StoredObject; created: boolean } {
    if (contentType === applyPatch) return this.#apply(target, name, body, options);
    const old = this.#existing(target, name);
    const view = { ...old, apiVersion: this.#apiVersion(target) };
    const next = patched(view, contentType, body, target.resource.custom);
    return {
      object: this.#change(target, old, asObject(next, target.resource, target.version, target.namespace), options),
      created: false,
    };
  }

  delete(target: WriteTarget, name: string, dryRun: boolean): StoredObject {
    const object = this.#existing(target, name);
    if (!dryRun) this.remove(object);
    return object;
  }

  /** Takes an object away, and all that goes with it. */
  remove(object: StoredObject): void {
    this.#store.remove(object);
    switch (object.kind) {
      case 'Pod':
        podDeleted(this.#store, object);
        break;
      case 'Namespace':
        for (const inside of this.#cluster.objects.filter((other) => other.metadata.namespace === object.metadata.name))
          this.#store.remove(inside);
        break;
      case 'CustomResourceDefinition': {
        const gone = asCustomResource(object);
        const index = this.#cluster.customResources.findIndex(
          ({ group, plural }) => group === gone?.group && plural === gone.plural,
        );
        if (index >= 0) this.#cluster.customResources.splice(index, 1);
        break;
      }
      default:
        for (const dependent of this.#cluster.objects.filter((other) => isOwnedBy(other, object)))
          this.remove(dependent);
    }
  }

  #apply(target: WriteTarget, name: string, body: string, options: WriteOptions) {
    const configuration = asObject(parseApplyBody(body), target.resource, target.version, target.namespace);
    configuration.metadata.name ||= name;
    const old = this.#store.get(target.resource, target.namespace, name);
    const next = applied(old ?? null, configuration, options.manager, options.force);
    if (old === undefined) return { object: this.#insert(target, next, null, options.dryRun), created: true };
    return { object: this.#replace(target, old, next, options.dryRun), created: false };
  }

  #insert(target: WriteTarget, object: StoredObject, manager: Manager | null, dryRun: boolean): StoredObject {
    const { resource, namespace } = target;
    validate(object, resource);
    if (namespace !== undefined && !this.#store.namespaceExists(namespace)) {
      throw notFound({ plural: 'namespaces', group: '' }, namespace);
    }
    const { name } = object.metadata;
    if (this.#store.get(resource, namespace, name) !== undefined) throw alreadyExists(resource, name);
    if (resource.kind === 'Pod')
      admitPod(object, readText(object, 'spec', 'serviceAccountName') || 'default', this.#store);
    if (resource.custom) delete object['status'];
    if (object['spec'] !== undefined && resource.kind !== 'Pod') object.metadata.generation = 1;
    delete object.metadata.resourceVersion;
    delete object.metadata.uid;
    delete object.metadata.creationTimestamp;
    if (manager !== null) recordUpdate(null, object, manager);
    if (dryRun) return object;
    this.#store.add(object);
    this.#written(null, object);
    return object;
  }

  #change(target: WriteTarget, old: StoredObject, next: StoredObject, options: WriteOptions): StoredObject {
    const expected = next.metadata.resourceVersion;
    if (expected !== undefined && expected !== '' && expected !== old.metadata.resourceVersion) {
      throw modified(target.resource, old.metadata.name);
    }
    const hasStatus = target.resource.subresources['status'] !== undefined;
    const kept =
      options.subresource === 'status'
        ? { ...old, metadata: { ...old.metadata }, status: next['status'] }
        : { ...next, ...(hasStatus && { status: old['status'] }) };
    // What the server assigns cannot be written.
    kept.metadata = {
      ...kept.metadata,
      uid: old.metadata.uid ?? '',
      creationTimestamp: old.metadata.creationTimestamp ?? '',
      resourceVersion: old.metadata.resourceVersion ?? '',
      ...(old.metadata.generation !== undefined && { generation: old.metadata.generation }),
    };
    if (old.metadata.managedFields === undefined) delete kept.metadata.managedFields;
    else kept.metadata.managedFields = old.metadata.managedFields;
    recordUpdate(old, kept, {
      name: options.manager,
      operation: 'Update',
      subresource: options.subresource,
    });
    return this.#replace(target, old, kept, options.dryRun);
  }

  #replace(target: WriteTarget, old: StoredObject, next: StoredObject, dryRun: boolean): StoredObject {
    validate(next, target.resource);
    // A write that changes nothing leaves no trace.
    if (canonical(old, next.apiVersion) === canonical(next, next.apiVersion)) return old;
    if (JSON.stringify(old['spec']) !== JSON.stringify(next['spec']) && old.metadata.generation !== undefined) {
      next.metadata = { ...next.metadata, generation: old.metadata.generation + 1 };
    }
    if (dryRun) return next;
    this.#store.replace(old, next);
    this.#written(old, next);
    return this.#store.get(target.resource, target.namespace, next.metadata.name) ?? next;
  }

  #written(old: StoredObject | null, object: StoredObject): void {
    switch (object.kind) {
      case 'Deployment':
        if (old === null || JSON.stringify(old['spec']) !== JSON.stringify(object['spec']))
          deploymentWritten(this.#store, old, object);
        break;
      case 'Namespace':
        if (old === null) seedNamespace(this.#store, object);
        break;
      case 'CustomResourceDefinition': {
        const resource = asCustomResource(object);
        const known = this.#cluster.customResources.findIndex(
          ({ group, plural }) => group === resource?.group && plural === resource.plural,
        );
        if (resource !== null) this.#cluster.customResources.splice(known < 0 ? 0 : known, known < 0 ? 0 : 1, resource);
        break;
      }
      case 'ClusterRole':
        fillAggregated(this.#store);
        break;
      default:
    }
  }

  #existing({ resource, namespace }: WriteTarget, name: string): StoredObject {
    const object = this.#store.get(resource, namespace, name);
    if (object === undefined) throw notFound(resource, name);
    return object;
  }

  #apiVersion({ resource, version }: WriteTarget): string {
    return resource.group === '' ? version : `${resource.group}/${version}`;
  }
}

/** What a new namespace is given. */
export function seedNamespace(store: ObjectStore, namespace: StoredObject): void {
  const { name } = namespace.metadata;
  namespace.metadata.labels = { 'kubernetes.io/metadata.name': name, ...namespace.metadata.labels };
  namespace['spec'] ??= { finalizers: ['kubernetes'] };
  namespace['status'] ??= { phase: 'Active' };
  if (store.get({ kind: 'ServiceAccount', group: '' }, name, 'default') !== undefined) return;
  store.add({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace: name } });
}

/** Writes out the rules of roles that gather those of others, as their controller does. */
export function fillAggregated(store: ObjectStore): void {
  for (const role of store.list({ kind: 'ClusterRole', group: 'rbac.authorization.k8s.io' }))
    if (role['aggregationRule'] !== undefined) role['rules'] = rulesIn(store, role).map(withoutEmpty);
}

function withoutEmpty(rule: object): object {
  return Object.fromEntries(Object.entries(rule).filter(([, value]) => (value as unknown[]).length > 0));
}

function isOwnedBy(object: StoredObject, owner: StoredObject): boolean {
  const references = object.metadata['ownerReferences'];
  return Array.isArray(references) && references.some((reference) => read(reference, 'uid') === owner.metadata.uid);
}

/** All that a write can change, in one order of keys. */
function canonical(object: StoredObject, apiVersion: string): string {
  const { resourceVersion: _version, ...metadata } = object.metadata;
  return JSON.stringify(sorted({ ...object, apiVersion, metadata }));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, entry]) => [key, sorted(entry)]),
  );
}
