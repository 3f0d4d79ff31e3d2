/** Label and field selectors, with the API server's own words for those that it cannot read. */

import * as z from 'zod';
import type { StoredObject } from '../world.ts';
import type { Resource } from './resources.ts';
import { badRequest } from './status.ts';

const labelSelector = z.object({
  matchLabels: z.record(z.string(), z.string()).nullish(),
  matchExpressions: z
    .array(z.object({ key: z.string(), operator: z.string(), values: z.array(z.string()).nullish() }))
    .nullish(),
});

type Labels = Readonly<Record<string, string>>;

/** A `LabelSelector` object; an empty one matches all. */
export function matchesSelector(selector: unknown, labels: Labels): boolean {
  const parsed = labelSelector.safeParse(selector ?? {});
  if (!parsed.success) return false;
  const { matchLabels, matchExpressions } = parsed.data;
  return (
    Object.entries(matchLabels ?? {}).every(([key, value]) => labels[key] === value) &&
    (matchExpressions ?? []).every(({ key, operator, values }) => satisfies(labels, key, operator, values ?? []))
  );
}

function satisfies(labels: Labels, key: string, operator: string, values: readonly string[]): boolean {
  const value = labels[key];
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}

const key = String.raw`[A-Za-z0-9](?:[A-Za-z0-9._/-]*[A-Za-z0-9])?`;
const requirement = new RegExp(
  String.raw`^\s*(?:(?<absent>!)\s*(?<absentKey>${key})|(?<setKey>${key})\s+(?<set>in|notin)\s*\((?<values>[^)]*)\)|(?<key>${key})(?:\s*(?<operator>==|=|!=)\s*(?<value>[A-Za-z0-9._-]*))?)\s*$`,
);

/** The string form, e.g. `app=flux,tier in (a,b),!sharding.fluxcd.io/key`. Throws a 400 for one that is none. */
export function parseLabelSelector(text: string): (labels: Labels) => boolean {
  if (text.trim() === '') return () => true;
  const tests = splitRequirements(text).map((part) => {
    const groups = requirement.exec(part)?.groups;
    if (groups === undefined) {
      throw badRequest(`unable to parse requirement: found '${part.trim()}', expected: ',', ')' or identifier`);
    }
    const { absentKey, setKey, set, values, key: name, operator, value } = groups;
    const listed = (values ?? '').split(',').map((entry) => entry.trim());
    if (absentKey !== undefined) return (labels: Labels) => labels[absentKey] === undefined;
    if (setKey !== undefined)
      return (labels: Labels) => satisfies(labels, setKey, set === 'in' ? 'In' : 'NotIn', listed);
    if (operator === undefined) return (labels: Labels) => labels[name ?? ''] !== undefined;
    if (operator === '!=') return (labels: Labels) => labels[name ?? ''] !== value;
    return (labels: Labels) => labels[name ?? ''] === value;
  });
  return (labels) => tests.every((test) => test(labels));
}

/** At the commas outside of brackets. */
function splitRequirements(text: string): string[] {
  return text.split(/,(?![^(]*\))/);
}

/** Fields that a resource knows beyond name and namespace. */
const knownFields: Readonly<Record<string, readonly string[]>> = {
  pods: [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'spec.hostNetwork',
    'status.phase',
    'status.podIP',
    'status.nominatedNodeName',
  ],
  events: [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'involvedObject.resourceVersion',
    'involvedObject.fieldPath',
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
  namespaces: ['status.phase'],
  nodes: ['spec.unschedulable'],
  secrets: ['type'],
  jobs: ['status.successful'],
};

/** E.g. `metadata.name=x,status.phase!=Running`. Throws a 400 for a field that the resource does not select by. */
export function parseFieldSelector(text: string, resource: Resource): (object: StoredObject) => boolean {
  if (text.trim() === '') return () => true;
  const known = [
    'metadata.name',
    ...(resource.namespaced || resource.custom ? ['metadata.namespace'] : []),
    ...(knownFields[resource.plural] ?? []),
  ];
  const tests = text.split(',').map((part) => {
    const match = /^(?<field>[^=!]+?)(?<operator>==|=|!=)(?<value>.*)$/.exec(part.trim());
    const { field, operator, value } = match?.groups ?? {};
    if (field === undefined || value === undefined)
      throw badRequest(`invalid selector: '${part}'; can't understand '${part}'`);
    if (!known.includes(field)) throw badRequest(unknownField(field, resource, known));
    return (object: StoredObject) => (fieldOf(object, field) === value) === (operator !== '!=');
  });
  return (object) => tests.every((test) => test(object));
}

function unknownField(field: string, resource: Resource, known: readonly string[]): string {
  if (resource.custom || knownFields[resource.plural] !== undefined) return `field label not supported: ${field}`;
  return `"${field}" is not a known field selector: only ${known.map((name) => `"${name}"`).join(', ')}`;
}

function fieldOf(object: StoredObject, path: string): string {
  let at: unknown = object;
  for (const step of path.split('.')) at = (at as Record<string, unknown> | undefined)?.[step];
  // The API server selects by the string form; an absent boolean is false.
  if (at === undefined || at === null) return path === 'spec.hostNetwork' ? 'false' : '';
  return typeof at === 'string' ? at : JSON.stringify(at);
}
