/** Findings of every code, in the shapes that their arguments can take. */

import { findings } from '../../src/findings/index.ts';
import type { Finding } from '../../src/findings/finding.ts';
import type { Fields, Schema } from '../../src/findings/schema.ts';
import { owner } from '../../src/findings/subjects.ts';
import type { Owner } from '../../src/findings/subjects.ts';

const owners: readonly Owner[] = [
  { kind: 'none' },
  { kind: 'kustomization', namespace: 'flux-system', name: 'flux-system', path: null },
  { kind: 'kustomization', namespace: 'flux-system', name: 'flux-system', path: './clusters/prod' },
  { kind: 'kustomization', namespace: 'flux-system', name: 'apps', path: './apps/' },
  { kind: 'fluxinstance', namespace: 'flux-system', name: 'flux' },
  { kind: 'resourceset', namespace: 'flux-system', name: 'tenants' },
  { kind: 'helmrelease', namespace: 'flux-system', name: 'flux', chart: 'flux2-2.18.3' },
  { kind: 'helmrelease', namespace: 'apps', name: 'api', chart: null },
  { kind: 'helm', namespace: 'flux-system', release: 'flux', chart: 'flux2-2.18.3' },
  { kind: 'helm', namespace: 'apps', release: 'api', chart: 'api-0.1.0' },
  { kind: 'flux-v1' },
  { kind: 'argocd', application: 'flux' },
  { kind: 'terraform' },
  { kind: 'config-connector', namespace: 'acme-prod', name: 'flux-images' },
];

/** The example of each code, its variants, and what its schema allows beside: nulls, alternatives, each owner. */
export function samples(): Finding[] {
  return findings.flatMap(({ code, args, example, variants = [] }) => {
    const others = [...variants.map((other) => ({ ...example, ...other })), ...alternativesIn(args, example)];
    return [example, ...others].map((each) => ({ code, args: each }) as Finding);
  });
}

/** The same with one value changed, for each value that can be another one. */
function alternativesIn(fields: Fields, values: object): object[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const schema = fields[name];
    if (schema === undefined) throw new Error(`an example has ${name}, which is no argument`);
    return alternatives(schema, value).map((other) => ({ ...values, [name]: other }));
  });
}

function alternatives(schema: Schema, value: unknown): unknown[] {
  switch (schema.type) {
    case 'text':
    case 'keyword':
    case 'number':
      return [];
    case 'boolean':
      return [value !== true];
    case 'oneOf':
      return schema.values.filter((other) => other !== value);
    case 'nullable':
      return value === null ? [] : [null, ...alternatives(schema.of, value)];
    case 'list':
      return Array.isArray(value) && value.length > 0 ? [[], value.slice(0, 1)] : [];
    case 'record':
      return typeof value === 'object' && value !== null ? alternativesIn(schema.fields, value) : [];
    case 'byKind':
      if (schema !== owner) throw new Error('give its values here');
      return [...owners];
    default:
      return schema satisfies never;
  }
}

/** Runs commands of whoever pastes it, if it stands anywhere unquoted; says `HOSTILE` where it stands. */
export const hostile = 'HOSTILE\'x" $(canary) `canary`; canary\n| canary & canary #!*?[a]{b}<>~';

/** The finding with a hostile value wherever the outside world can put one. */
export function madeHostile({ code, args }: Finding): Finding {
  const definition = findings.find((each) => each.code === code);
  if (definition === undefined) throw new Error(code);
  return { code, args: spoilFields(definition.args, args) } as Finding;
}

function spoilFields(fields: Fields, values: object): object {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const schema = fields[name];
      return [name, schema === undefined ? value : spoil(schema, value)];
    }),
  );
}

function spoil(schema: Schema, value: unknown): unknown {
  switch (schema.type) {
    case 'text':
      return hostile;
    case 'nullable':
      return value === null ? null : spoil(schema.of, value);
    case 'list':
      return Array.isArray(value) ? value.map((item) => spoil(schema.of, item)) : value;
    case 'record':
      return typeof value === 'object' && value !== null ? spoilFields(schema.fields, value) : value;
    case 'byKind': {
      const kind = (value as { kind: string }).kind;
      return spoilFields(schema.kinds[kind] ?? {}, value as object);
    }
    case 'keyword':
    case 'number':
    case 'boolean':
    case 'oneOf':
      return value;
    default:
      return schema satisfies never;
  }
}
