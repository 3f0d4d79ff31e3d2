/** Phrases that the sentences of several findings share. They get arguments that are safe for display already. */

import type { FluxObject, Place } from './subjects.ts';

/** A value between quotes, where its beginning and its end matter. */
export function quoted(value: string): string {
  return `"${value}"`;
}

/** `a`, `a and b`, `a, b and c`; a long list is cut, and its length told. */
export function listed(values: readonly string[], most = 4): string {
  const head = values.slice(0, most);
  const more = values.length - head.length;
  if (more > 0) return `${head.join(', ')} and ${more} more`;
  return head.length <= 1 ? (head[0] ?? 'none') : `${head.slice(0, -1).join(', ')} and ${head.at(-1)}`;
}

export function workloadName(namespace: string, workload: string): string {
  return `${namespace}/${workload}`;
}

export function objectName({ kind, namespace, name }: FluxObject): string {
  return `${kind} ${namespace}/${name}`;
}

export function placeNames(places: readonly Place[]): string {
  return listed(places.map(({ kind, namespace, name }) => `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`));
}

/** `projects/123`, `project_number:123` and `123` are one. */
export function projectId(consumer: string): string {
  return consumer.replace(/^(projects\/|project_number:|project:)/, '');
}

export function consumerName(consumer: string): string {
  return `project ${projectId(consumer)}`;
}
