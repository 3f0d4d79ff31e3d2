/** The four ways to change a part of an object. */

import { parse as parseYaml } from 'yaml';
import type { StoredObject } from '../world.ts';
import { isTree, strategicMerge } from './strategic-merge.ts';
import { ApiStatus, badRequest, unsupportedMediaType } from './status.ts';
import { parseJsonObject } from './transport.ts';

export const applyPatch = 'application/apply-patch+yaml';
const jsonPatch = 'application/json-patch+json';
const mergePatch = 'application/merge-patch+json';
const strategicPatch = 'application/strategic-merge-patch+json';

/** The object as the patch leaves it. Server-side apply is not here: it needs to know who owns what. */
export function patched(object: StoredObject, contentType: string, body: string, custom: boolean): StoredObject {
  switch (contentType) {
    case mergePatch:
      return mergeJson(object, parseJsonObject(body)) as StoredObject;
    case strategicPatch:
      if (custom) throw notUnderstood(custom);
      return strategicMerge(object, parseJsonObject(body)) as StoredObject;
    case jsonPatch:
      return applyOperations(object, parseOperations(body));
    default:
      throw notUnderstood(custom);
  }
}

export function parseApplyBody(body: string): Record<string, unknown> {
  let parsed: unknown;
  try {
    parsed = parseYaml(body);
  } catch (error) {
    throw badRequest(`error decoding YAML: ${(error as Error).message.split('\n')[0] ?? ''}`);
  }
  if (!isTree(parsed)) throw badRequest('error decoding YAML: the body is no object');
  return parsed;
}

function notUnderstood(custom: boolean): ApiStatus {
  return unsupportedMediaType([jsonPatch, mergePatch, ...(custom ? [] : [strategicPatch]), applyPatch]);
}

/** RFC 7386. */
function mergeJson(target: unknown, patch: unknown): unknown {
  if (!isTree(patch)) return patch;
  const merged: Record<string, unknown> = isTree(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key];
    else merged[key] = mergeJson(merged[key], value);
  }
  return merged;
}

interface Operation {
  readonly op: string;
  readonly path: string;
  readonly from?: string;
  readonly value?: unknown;
}

function parseOperations(body: string): Operation[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    parsed = null;
  }
  const valid = (entry: unknown): entry is Operation =>
    isTree(entry) && typeof entry['op'] === 'string' && typeof entry['path'] === 'string';
  if (!Array.isArray(parsed) || !parsed.every(valid)) {
    throw badRequest('error decoding patch: json: cannot unmarshal into Go value of type jsonpatch.Patch');
  }
  return parsed;
}

/** RFC 6902. A step that cannot be done is a 422, as the API server has it. */
function applyOperations(object: StoredObject, operations: readonly Operation[]): StoredObject {
  const document = structuredClone(object);
  for (const operation of operations) {
    switch (operation.op) {
      case 'add':
        insert(document, operation.path, operation.value);
        break;
      case 'replace':
        valueAt(document, operation.path, 'replace');
        insert(document, operation.path, operation.value, 'replace');
        break;
      case 'remove':
        remove(document, operation.path);
        break;
      case 'test':
        if (JSON.stringify(valueAt(document, operation.path, 'test')) !== JSON.stringify(operation.value)) {
          throw cannotApply(`testing value ${operation.path} failed: test failed`);
        }
        break;
      case 'copy':
      case 'move': {
        const value = structuredClone(valueAt(document, operation.from ?? '', operation.op));
        if (operation.op === 'move') remove(document, operation.from ?? '');
        insert(document, operation.path, value);
        break;
      }
      default:
        throw cannotApply(`Unexpected kind: ${operation.op}`);
    }
  }
  return document;
}

type Container = Record<string, unknown> | unknown[];

function steps(path: string): string[] {
  return path
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function parentOf(document: object, path: string, op: string): { container: Container; key: string } {
  const all = steps(path);
  const key = all.pop() ?? '';
  let at: unknown = document;
  for (const step of all) at = child(at, step);
  if (typeof at !== 'object' || at === null) {
    throw cannotApply(`${op} operation does not apply: doc is missing path: "${path}": missing value`);
  }
  return { container: at as Container, key };
}

function child(at: unknown, step: string): unknown {
  if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined;
  return (at as Record<string, unknown>)[step];
}

function valueAt(document: object, path: string, op: string): unknown {
  const { container, key } = parentOf(document, path, op);
  const value = child(container, key);
  if (value === undefined) {
    throw cannotApply(`${op} operation does not apply: doc is missing key: ${path}: missing value`);
  }
  return value;
}

function insert(document: object, path: string, value: unknown, op = 'add'): void {
  const { container, key } = parentOf(document, path, op);
  if (!Array.isArray(container)) {
    Object.defineProperty(container, key, { value, enumerable: true, writable: true, configurable: true });
  } else if (key === '-') container.push(value);
  else if (!/^\d+$/.test(key) || Number(key) > container.length) {
    throw cannotApply(`${op} operation does not apply: doc is missing path: ${path}: Unable to access invalid index`);
  } else container.splice(Number(key), op === 'replace' ? 1 : 0, value);
}

function remove(document: object, path: string): void {
  valueAt(document, path, 'remove');
  const { container, key } = parentOf(document, path, 'remove');
  if (Array.isArray(container)) container.splice(Number(key), 1);
  else delete container[key];
}

function cannotApply(message: string): ApiStatus {
  return new ApiStatus(
    422,
    'Invalid',
    `the server rejected our request due to an error in our request: ${message}`,
    {},
  );
}
