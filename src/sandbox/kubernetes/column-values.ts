/** The columns whose cells take more than one field to make. */

import type { StoredObject } from '../world.ts';
import type { Column } from './columns.ts';
import { condition, readList, readNumber, readText } from './read.ts';

type Cell = Column['cell'];

function text(name: string, cell: Cell, priority: Column['priority'] = 0): Column {
  return { name, type: 'string', priority, description: '', cell };
}

function named(name: string, cell: Cell): Column {
  return { ...text(name, cell), format: 'name' };
}

export function age(object: StoredObject): string {
  return since(object.metadata.creationTimestamp);
}

export function createdAt(object: StoredObject): string {
  return object.metadata.creationTimestamp ?? '';
}

/** `45s`, `7m37s`, `3h12m`, `25h`, `4d`: shorter the longer ago, as kubectl has it. */
function since(time: string | undefined): string {
  const seconds = Math.floor((Date.now() - Date.parse(time ?? '')) / 1000);
  if (Number.isNaN(seconds)) return '<unknown>';
  if (seconds < 120) return `${Math.max(0, seconds)}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 10) return withRest(minutes, 'm', seconds % 60, 's');
  if (minutes < 180) return `${minutes}m`;
  const hours = Math.floor(minutes / 60);
  if (hours < 8) return withRest(hours, 'h', minutes % 60, 'm');
  if (hours < 48) return `${hours}h`;
  const days = Math.floor(hours / 24);
  return days < 8 ? withRest(days, 'd', hours % 24, 'h') : `${days}d`;
}

function withRest(whole: number, unit: string, rest: number, smaller: string): string {
  return rest === 0 ? `${whole}${unit}` : `${whole}${unit}${rest}${smaller}`;
}

/** What is wrong with a container comes before the pod's phase. */
export function podStatus(pod: StoredObject): string {
  const statuses = readList(pod, 'status', 'containerStatuses');
  const waiting = statuses
    .map((status) => readText(status, 'state', 'waiting', 'reason'))
    .find((reason) => reason !== '');
  const ended = statuses
    .map((status) => readText(status, 'state', 'terminated', 'reason'))
    .find((reason) => reason !== '');
  return waiting ?? ended ?? (readText(pod, 'status', 'reason') || readText(pod, 'status', 'phase') || 'Pending');
}

export const podColumns: readonly Column[] = [
  text('Ready', (pod) => {
    const statuses = readList(pod, 'status', 'containerStatuses');
    const ready = statuses.filter((status) => readText(status, 'ready') === 'true').length;
    return `${ready}/${readList(pod, 'spec', 'containers').length}`;
  }),
  text('Status', podStatus),
  text('Restarts', (pod) =>
    String(
      readList(pod, 'status', 'containerStatuses').reduce<number>(
        (sum, status) => sum + readNumber(status, 'restartCount'),
        0,
      ),
    ),
  ),
  text('Age', age),
  text('IP', (pod) => readText(pod, 'status', 'podIP') || '<none>', 1),
  text('Node', (pod) => readText(pod, 'spec', 'nodeName') || '<none>', 1),
  text('Nominated Node', () => '<none>', 1),
  text('Readiness Gates', () => '<none>', 1),
];

export const nodeColumns: readonly Column[] = [
  text('Status', (node) => {
    const ready = readText(condition(node, 'Ready'), 'status');
    const status = ready === 'False' || ready === 'Unknown' ? 'NotReady' : 'Ready';
    return readText(node, 'spec', 'unschedulable') === 'true' ? `${status},SchedulingDisabled` : status;
  }),
  text('Roles', () => '<none>'),
  text('Age', age),
  text('Version', (node) => readText(node, 'status', 'nodeInfo', 'kubeletVersion')),
  text('Internal-IP', (node) => address(node, 'InternalIP'), 1),
  text('External-IP', (node) => address(node, 'ExternalIP'), 1),
  text('OS-Image', (node) => nodeInfo(node, 'osImage'), 1),
  text('Kernel-Version', (node) => nodeInfo(node, 'kernelVersion'), 1),
  text('Container-Runtime', (node) => nodeInfo(node, 'containerRuntimeVersion'), 1),
];

function address(node: StoredObject, type: string): string {
  const found = readList(node, 'status', 'addresses').find((entry) => readText(entry, 'type') === type);
  return readText(found, 'address') || '<none>';
}

function nodeInfo(node: StoredObject, field: string): string {
  return readText(node, 'status', 'nodeInfo', field) || '<unknown>';
}

export const eventColumns: readonly Column[] = [
  text('Last Seen', (event) => since(readText(event, 'lastTimestamp') || event.metadata.creationTimestamp)),
  text('Type', (event) => readText(event, 'type')),
  text('Reason', (event) => readText(event, 'reason')),
  text(
    'Object',
    (event) =>
      `${readText(event, 'involvedObject', 'kind').toLowerCase()}/${readText(event, 'involvedObject', 'name')}`,
  ),
  text('Subobject', (event) => readText(event, 'involvedObject', 'fieldPath'), 1),
  text('Source', (event) => readText(event, 'source', 'component') || readText(event, 'reportingComponent'), 1),
  text('Message', (event) => readText(event, 'message').trim()),
  text('First Seen', (event) => since(readText(event, 'firstTimestamp') || event.metadata.creationTimestamp), 1),
  text('Count', (event) => readNumber(event, 'count') || 1, 1),
  { ...named('Name', (event) => event.metadata.name), priority: 1 },
];

export const containerColumns: readonly Column[] = [
  text('Containers', (object) => containers(object, 'name'), 1),
  text('Images', (object) => containers(object, 'image'), 1),
];

function containers(object: StoredObject, field: string): string {
  return readList(object, 'spec', 'template', 'spec', 'containers')
    .map((container) => readText(container, field))
    .join(',');
}
