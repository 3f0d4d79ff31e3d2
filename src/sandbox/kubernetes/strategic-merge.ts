/**
 * Strategic merge: lists of known fields are merged by the key that tells their entries apart, all other lists are
 * replaced whole.
 */

type Tree = Record<string, unknown>;

/** Merge keys by the list's field name; `ports` of a container and of a Service differ. */
export function mergeKeyOf(field: string, parent: string | undefined): string | null {
  switch (field) {
    case 'containers':
    case 'initContainers':
    case 'ephemeralContainers':
    case 'env':
    case 'volumes':
    case 'imagePullSecrets':
    case 'secrets':
      return 'name';
    case 'volumeMounts':
      return 'mountPath';
    case 'conditions':
      return 'type';
    case 'ownerReferences':
      return 'uid';
    case 'hostAliases':
      return 'ip';
    case 'topologySpreadConstraints':
      return 'topologyKey';
    case 'ports':
      return parent === 'containers' || parent === 'initContainers' ? 'containerPort' : 'port';
    default:
      return null;
  }
}

/** Lists of scalars that are sets. */
export function isSet(field: string): boolean {
  return field === 'finalizers';
}

export function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The target with the patch applied; neither is changed. `null` deletes, `$patch`, `$deleteFromPrimitiveList/…` and
 * `$retainKeys` are obeyed, the order that `$setElementOrder/…` asks for is not.
 */
export function strategicMerge(target: unknown, patch: unknown, parent?: string): unknown {
  if (!isTree(patch)) return patch;
  if (patch['$patch'] === 'replace') return withoutDirectives(patch);
  const base: Tree = isTree(target) ? { ...target } : {};
  const retain = patch['$retainKeys'];
  if (Array.isArray(retain)) for (const key of Object.keys(base)) if (!retain.includes(key)) delete base[key];
  for (const [key, value] of Object.entries(patch)) {
    const primitive = /^\$deleteFromPrimitiveList\/(?<field>.+)$/.exec(key)?.groups?.['field'];
    if (primitive !== undefined) base[primitive] = without(base[primitive], value);
    if (key.startsWith('$')) continue;
    if (value === null) delete base[key];
    else if (isTree(value) && value['$patch'] === 'delete') delete base[key];
    else if (Array.isArray(value)) base[key] = mergeList(base[key], value, key, parent);
    else base[key] = strategicMerge(base[key], value, key);
  }
  return base;
}

function mergeList(target: unknown, patch: readonly unknown[], field: string, parent: string | undefined): unknown[] {
  const present: readonly unknown[] = Array.isArray(target) ? target : [];
  if (isSet(field)) return [...new Set([...present, ...patch])];
  const mergeKey = mergeKeyOf(field, parent);
  if (mergeKey === null) return [...patch];
  const replace = patch.some((entry) => isTree(entry) && entry['$patch'] === 'replace');
  const merged: unknown[] = replace ? [] : [...present];
  for (const entry of patch) {
    if (!isTree(entry) || entry['$patch'] === 'replace') continue;
    const index = merged.findIndex((candidate) => isTree(candidate) && candidate[mergeKey] === entry[mergeKey]);
    if (entry['$patch'] === 'delete') {
      if (index >= 0) merged.splice(index, 1);
    } else if (index >= 0) merged[index] = strategicMerge(merged[index], entry, field);
    else merged.push(strategicMerge({}, entry, field));
  }
  return merged;
}

function without(list: unknown, gone: unknown): unknown {
  return Array.isArray(list) && Array.isArray(gone) ? list.filter((entry) => !gone.includes(entry)) : list;
}

function withoutDirectives(patch: Tree): Tree {
  return Object.fromEntries(Object.entries(patch).filter(([key]) => !key.startsWith('$')));
}
