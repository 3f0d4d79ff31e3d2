/** Who owns which field: kept as the API server keeps it, by manager, operation and subresource. */

import type { StoredObject } from '../world.ts';
import { dotted, fieldsOf, fromFieldsV1, joined, toFieldsV1 } from './field-sets.ts';
import type { FieldPath, FieldSet } from './field-sets.ts';
import { ApiStatus } from './status.ts';
import { now } from './store.ts';
import { strategicMerge } from './strategic-merge.ts';

export interface Manager {
  readonly name: string;
  readonly operation: 'Update' | 'Apply';
  readonly subresource?: string | undefined;
}

interface Entry {
  manager: string;
  operation: string;
  apiVersion: string;
  time?: string;
  fieldsType: 'FieldsV1';
  fieldsV1: Record<string, unknown>;
  subresource?: string;
}

/** Gives what changed between the two to the manager, and takes it from all others. */
export function recordUpdate(old: StoredObject | null, next: StoredObject, manager: Manager): void {
  const before = fieldsOf(old ?? {});
  const after = fieldsOf(next);
  const changed = new Map<string, FieldPath>();
  for (const [key, { path, value }] of after) if (before.get(key)?.value !== value) changed.set(key, path);
  const gone = [...before.keys()].filter((key) => !after.has(key));
  if (changed.size === 0 && gone.length === 0) return;
  const entries = entriesOf(next).map((entry) => {
    const fields = new Map(fromFieldsV1(entry.fieldsV1));
    for (const key of gone) fields.delete(key);
    if (!isBy(entry, manager)) for (const key of changed.keys()) if (!key.endsWith('.')) fields.delete(key);
    return { ...entry, fieldsV1: toFieldsV1(fields) };
  });
  if (changed.size > 0) claim(entries, next, manager, changed);
  store(next, entries);
}

/**
 * Server-side apply: the object with the manager's configuration in it, without what the manager applied before and
 * does not any more. Throws the 409 where another manager holds a field at another value, unless forced.
 */
export function applied(
  old: StoredObject | null,
  configuration: StoredObject,
  name: string,
  force: boolean,
): StoredObject {
  const manager: Manager = { name, operation: 'Apply' };
  const wanted = fieldsOf(configuration);
  const present = fieldsOf(old ?? {});
  const entries = old === null ? [] : entriesOf(old);
  const conflicts = entries
    .filter((entry) => !isBy(entry, manager))
    .flatMap((entry) =>
      [...fromFieldsV1(entry.fieldsV1)]
        .filter(([key]) => !key.endsWith('.') && wanted.has(key) && present.get(key)?.value !== wanted.get(key)?.value)
        .map(([, path]) => ({ entry, path })),
    );
  if (conflicts.length > 0 && !force) throw conflict(conflicts);

  const own = entries.find((entry) => isBy(entry, manager));
  const dropped = own === undefined ? [] : [...fromFieldsV1(own.fieldsV1)].filter(([key]) => !wanted.has(key));
  const base = structuredClone(old ?? { ...configuration, metadata: { name: configuration.metadata.name } });
  for (const [key, path] of dropped) {
    const shared = entries.some((entry) => entry !== own && fromFieldsV1(entry.fieldsV1).has(key));
    if (!shared) removeField(base, path);
  }
  const next = strategicMerge(base, configuration) as StoredObject;
  const fields: FieldSet = new Map([...wanted].map(([key, { path }]) => [key, path]));
  const changed = JSON.stringify(next) !== JSON.stringify(old);
  const unclaimed = own === undefined || JSON.stringify(toFieldsV1(fields)) !== JSON.stringify(own.fieldsV1);
  if (!changed && !unclaimed) return next;
  const others = entries
    .filter((entry) => entry !== own)
    .map((entry) => {
      const kept = new Map(fromFieldsV1(entry.fieldsV1));
      for (const { entry: loser, path } of conflicts) if (loser === entry) kept.delete(joined(path));
      return { ...entry, fieldsV1: toFieldsV1(kept) };
    });
  store(next, [entryFor(next, manager, fields), ...others]);
  return next;
}

function claim(entries: Entry[], object: StoredObject, manager: Manager, fields: FieldSet): void {
  const index = entries.findIndex((entry) => isBy(entry, manager));
  const own = index < 0 ? new Map<string, FieldPath>() : fromFieldsV1(entries[index]?.fieldsV1);
  const entry = entryFor(object, manager, new Map([...own, ...fields]));
  if (index < 0) entries.push(entry);
  else entries[index] = entry;
}

function entryFor(object: StoredObject, manager: Manager, fields: FieldSet): Entry {
  return {
    manager: manager.name,
    operation: manager.operation,
    apiVersion: object.apiVersion,
    time: now(),
    fieldsType: 'FieldsV1',
    fieldsV1: toFieldsV1(fields),
    ...(manager.subresource !== undefined && { subresource: manager.subresource }),
  };
}

function isBy(entry: Entry, manager: Manager): boolean {
  return (
    entry.manager === manager.name &&
    entry.operation === manager.operation &&
    (entry.subresource ?? '') === (manager.subresource ?? '')
  );
}

function entriesOf(object: StoredObject): Entry[] {
  return (object.metadata.managedFields ?? []) as Entry[];
}

function store(object: StoredObject, entries: readonly Entry[]): void {
  const kept = entries.filter((entry) => Object.keys(entry.fieldsV1).length > 0);
  if (kept.length === 0) delete object.metadata.managedFields;
  else object.metadata.managedFields = kept;
}

function removeField(object: object, path: FieldPath): void {
  let at: unknown = object;
  const last = path.at(-1) ?? '';
  if (!last.startsWith('f:')) return;
  for (const step of path.slice(0, -1)) at = stepInto(at, step);
  if (typeof at === 'object' && at !== null) delete (at as Record<string, unknown>)[last.slice(2)];
}

function stepInto(at: unknown, step: string): unknown {
  if (typeof at !== 'object' || at === null) return undefined;
  if (step.startsWith('f:')) return (at as Record<string, unknown>)[step.slice(2)];
  if (!step.startsWith('k:') || !Array.isArray(at)) return undefined;
  const [[key, value] = ['', '']] = Object.entries(JSON.parse(step.slice(2)) as Record<string, unknown>);
  return at.find((entry) => (entry as Record<string, unknown>)[key] === value);
}

function conflict(conflicts: readonly { entry: Entry; path: FieldPath }[]): ApiStatus {
  const [first] = conflicts;
  const many = conflicts.length === 1 ? '1 conflict' : `${conflicts.length} conflicts`;
  const message = `Apply failed with ${many}: conflict with "${first?.entry.manager ?? ''}": ${dotted(first?.path ?? [])}`;
  return new ApiStatus(409, 'Conflict', message, {
    causes: conflicts.map(({ entry, path }) => ({
      reason: 'FieldManagerConflict',
      message: `conflict with "${entry.manager}"`,
      field: dotted(path),
    })),
  });
}
