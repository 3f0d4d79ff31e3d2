/**
 * What the arguments of a finding are, as plain data: types, the check of a stored report, and the samples of the tests
 * all come from it. All values are plain JSON. (zod would do, at 25 ms of every `flux-wi explain`.)
 */

export type Schema =
  | { readonly type: 'text' }
  /** Text that flux-wi itself chooses, and nobody outside can. */
  | { readonly type: 'keyword' }
  | { readonly type: 'number' }
  | { readonly type: 'boolean' }
  | { readonly type: 'oneOf'; readonly values: readonly string[] }
  | { readonly type: 'nullable'; readonly of: Schema }
  | { readonly type: 'list'; readonly of: Schema }
  | { readonly type: 'record'; readonly fields: Fields }
  /** A record whose `kind` decides what else is in it. */
  | { readonly type: 'byKind'; readonly kinds: Readonly<Record<string, Fields>> };

export interface Fields {
  readonly [name: string]: Schema;
}

declare const value: unique symbol;

/** A schema that remembers, for the compiler alone, what it describes. */
export type Typed<T> = Schema & { readonly [value]?: T };

export type ValueOf<S extends Schema> = S extends { readonly [value]?: infer T } ? T : never;

export type ArgsOf<F extends Fields> = { readonly [Name in keyof F]: ValueOf<F[Name]> };

type AnyKind<K extends Readonly<Record<string, Fields>>> = {
  [Kind in keyof K & string]: { readonly kind: Kind } & ArgsOf<K[Kind]>;
}[keyof K & string];

export const text: Typed<string> = { type: 'text' };
export const keyword: Typed<string> = { type: 'keyword' };
export const number: Typed<number> = { type: 'number' };
export const boolean: Typed<boolean> = { type: 'boolean' };

export function oneOf<const V extends readonly string[]>(...values: V): Typed<V[number]> {
  return { type: 'oneOf', values };
}

export function nullable<T>(of: Typed<T>): Typed<T | null> {
  return { type: 'nullable', of };
}

export function listOf<T>(of: Typed<T>): Typed<readonly T[]> {
  return { type: 'list', of };
}

export function record<F extends Fields>(fields: F): Typed<ArgsOf<F>> {
  return { type: 'record', fields };
}

export function byKind<K extends Readonly<Record<string, Fields>>>(kinds: K): Typed<AnyKind<K>> {
  return { type: 'byKind', kinds };
}

/** Whether a value from a file is one of these. What else a record holds is left alone. */
export function matches(schema: Schema, value: unknown): boolean {
  switch (schema.type) {
    case 'text':
    case 'keyword':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'oneOf':
      return typeof value === 'string' && schema.values.includes(value);
    case 'nullable':
      return value === null || matches(schema.of, value);
    case 'list':
      return Array.isArray(value) && value.every((item) => matches(schema.of, item));
    case 'record':
      return matchesFields(schema.fields, value);
    case 'byKind': {
      if (!isRecord(value) || typeof value['kind'] !== 'string') return false;
      const fields = Object.hasOwn(schema.kinds, value['kind']) ? schema.kinds[value['kind']] : undefined;
      return fields !== undefined && matchesFields(fields, value);
    }
    default:
      return schema satisfies never;
  }
}

export function matchesFields(fields: Fields, value: unknown): boolean {
  return (
    isRecord(value) &&
    Object.entries(fields).every(([name, schema]) => Object.hasOwn(value, name) && matches(schema, value[name]))
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
