/** Findings out of a saved report, which may hold anything. */

import type { Finding } from '../vocabulary.ts';

/**
 * Takes stored arguments for those of a finding if they have the shape of its example. They are not believed
 * beyond that: words are made from them anew, and words quote.
 */
export function fitsExample(example: Finding['args'], args: unknown): boolean {
  return fits(example, args, '');
}

function fits(example: unknown, value: unknown, key: string): boolean {
  // Which arguments may be null is in their types alone; words cope with a null that should be none.
  if (value === null) return true;
  if (key === 'owner') return isOwner(value);
  if (example === null) return typeof value === 'string' || typeof value === 'number';
  if (Array.isArray(example)) {
    return (
      Array.isArray(value) &&
      value.every((item) => (example.length === 0 ? isFlat(item) : item !== null && fits(example[0], item, '')))
    );
  }
  if (typeof example === 'object') {
    if (!isRecord(value)) return false;
    return Object.entries(example).every(([name, item]) => Object.hasOwn(value, name) && fits(item, value[name], name));
  }
  return typeof value === typeof example;
}

const ownerKeys: Record<string, readonly string[]> = {
  none: [],
  'flux-v1': [],
  terraform: [],
  kustomization: ['namespace', 'name'],
  fluxinstance: ['namespace', 'name'],
  resourceset: ['namespace', 'name'],
  helmrelease: ['namespace', 'name'],
  helm: ['namespace', 'release'],
  argocd: ['application'],
  'config-connector': ['namespace', 'name'],
};

function isOwner(value: unknown): boolean {
  if (!isRecord(value) || typeof value['kind'] !== 'string' || !Object.hasOwn(ownerKeys, value['kind'])) return false;
  const needed = ownerKeys[value['kind']] ?? [];
  return (
    needed.every((key) => typeof value[key] === 'string') &&
    Object.values(value).every((item) => item === null || typeof item === 'string')
  );
}

function isFlat(value: unknown): boolean {
  return typeof value === 'string' || isRecord(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
