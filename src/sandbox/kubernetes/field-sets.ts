/** Sets of fields, and the `fieldsV1` form that `managedFields` keeps them in. */

import { isSet, isTree, mergeKeyOf } from './strategic-merge.ts';

/** One field: the steps to it, each `f:NAME`, `k:{"name":"x"}`, `v:"x"`, and a last `.` for a map or entry itself. */
export type FieldPath = readonly string[];

/** Paths by their joined form, so that sets can be compared. */
export type FieldSet = ReadonlyMap<string, FieldPath>;

/** What the server assigns is owned by nobody. */
const assigned = new Set([
  'name',
  'namespace',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'managedFields',
  'selfLink',
]);

/** Each field of an object with its value, in JSON, so that a change can be seen. */
export function fieldsOf(object: object): ReadonlyMap<string, { path: FieldPath; value: string }> {
  const found = new Map<string, { path: FieldPath; value: string }>();
  const put = (path: FieldPath, value: unknown): void => {
    found.set(joined(path), { path, value: JSON.stringify(value) });
  };
  const visit = (value: unknown, path: FieldPath, field: string, parent: string | undefined): void => {
    if (isTree(value)) {
      if (path.length > 1) put([...path, '.'], null);
      for (const [key, child] of Object.entries(value)) visit(child, [...path, `f:${key}`], key, field);
      return;
    }
    const mergeKey = mergeKeyOf(field, parent);
    if (Array.isArray(value) && isSet(field)) {
      for (const entry of value) put([...path, `v:${JSON.stringify(entry)}`], null);
    } else if (Array.isArray(value) && mergeKey !== null) {
      for (const entry of value) {
        if (!isTree(entry)) continue;
        const step = `k:${JSON.stringify({ [mergeKey]: entry[mergeKey] })}`;
        put([...path, step, '.'], null);
        for (const [key, child] of Object.entries(entry)) visit(child, [...path, step, `f:${key}`], key, field);
      }
    } else put(path, value);
  };
  for (const [key, value] of Object.entries(object)) {
    if (key === 'apiVersion' || key === 'kind') continue;
    if (key !== 'metadata') visit(value, [`f:${key}`], key, undefined);
    else if (isTree(value)) {
      for (const [name, child] of Object.entries(value))
        if (!assigned.has(name)) visit(child, ['f:metadata', `f:${name}`], name, 'metadata');
    }
  }
  return found;
}

export function joined(path: FieldPath): string {
  return path.join('\u0000');
}

/** The nested form; an empty set is an empty object. */
export function toFieldsV1(fields: FieldSet): Record<string, unknown> {
  const root: Record<string, unknown> = {};
  for (const path of [...fields.values()].sort((a, b) => (joined(a) < joined(b) ? -1 : 1))) {
    let at = root;
    for (const step of path) {
      at[step] ??= {};
      at = at[step] as Record<string, unknown>;
    }
  }
  return root;
}

export function fromFieldsV1(tree: unknown): FieldSet {
  const fields = new Map<string, FieldPath>();
  const visit = (value: unknown, path: FieldPath): void => {
    const children = isTree(value) ? Object.entries(value) : [];
    if (children.length === 0 && path.length > 0) fields.set(joined(path), path);
    for (const [step, child] of children) visit(child, [...path, step]);
  };
  visit(tree, []);
  return fields;
}

/** As messages name a field: `.metadata.annotations.iam.gke.io/gcp-service-account`. */
export function dotted(path: FieldPath): string {
  return path
    .filter((step) => step !== '.')
    .map((step) => (step.startsWith('f:') ? `.${step.slice(2)}` : `[${step.slice(2).replaceAll(/[{}]/g, '')}]`))
    .join('');
}
