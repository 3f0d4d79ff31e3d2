/** What `kubectl get` prints: the columns of each kind, as the API server's printers and Flux's CRDs have them. */

import type { StoredObject } from '../world.ts';
import { age, containerColumns, createdAt, eventColumns, nodeColumns, podColumns } from './column-values.ts';
import { condition, read, readList, readMap, readNumber, readText } from './read.ts';
import type { Resource } from './resources.ts';

export interface Column {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'date' | 'boolean';
  readonly format?: 'name';
  /** 1: with `-o wide` only. */
  readonly priority: 0 | 1;
  readonly description: string;
  cell(object: StoredObject): unknown;
}

const nameDescription =
  'Name must be unique within a namespace. Is required when creating resources, although some resources may allow a client to request the generation of an appropriate name automatically. Name is primarily intended for creation idempotence and configuration definition. Cannot be updated. More info: https://kubernetes.io/docs/concepts/overview/working-with-objects/names#names';

export const nameColumn: Column = {
  name: 'Name',
  type: 'string',
  format: 'name',
  priority: 0,
  description: nameDescription,
  cell: (object) => object.metadata.name,
};

export function column(name: string, cell: Column['cell'], priority: Column['priority'] = 0): Column {
  return { name, type: 'string', priority, description: '', cell };
}

function number(name: string, ...path: readonly string[]): Column {
  return { ...column(name, (object) => readNumber(object, ...path)), type: 'integer' };
}

/** A CRD's own column, by a JSONPath of plain steps; absent is null. */
function field(name: string, ...path: readonly string[]): Column {
  const description = `Custom resource definition column (in JSONPath format): .${path.join('.')}`;
  return { ...column(name, (object) => read(object, ...path) ?? null), description };
}

function ready(name: string, of: 'status' | 'message'): Column {
  const description = `Custom resource definition column (in JSONPath format): .status.conditions[?(@.type=="Ready")].${of}`;
  return { ...column(name, (object) => read(condition(object, 'Ready'), of) ?? null), description };
}

const ageColumn = column('Age', age);
const createdAtColumn = column('Created At', createdAt);
const roleColumn = column(
  'Role',
  (object) => `${readText(object, 'roleRef', 'kind')}/${readText(object, 'roleRef', 'name')}`,
);

function selector(object: StoredObject, ...path: readonly string[]): string {
  const pairs = Object.entries(readMap(object, ...path)).map(([key, value]) => `${key}=${value}`);
  return pairs.length === 0 ? '<none>' : pairs.sort().join(',');
}

const builtIn: ReadonlyMap<string, readonly Column[]> = new Map<string, readonly Column[]>([
  ['pods', podColumns],
  ['nodes', nodeColumns],
  ['events', eventColumns],
  ['namespaces', [column('Status', (object) => readText(object, 'status', 'phase') || 'Active'), ageColumn]],
  [
    'serviceaccounts',
    [{ ...column('Secrets', (object) => readList(object, 'secrets').length), type: 'integer' }, ageColumn],
  ],
  ['configmaps', [number('Data'), ageColumn]],
  ['secrets', [column('Type', (object) => readText(object, 'type') || 'Opaque'), number('Data'), ageColumn]],
  [
    'services',
    [
      column('Type', (object) => readText(object, 'spec', 'type') || 'ClusterIP'),
      column('Cluster-IP', (object) => readText(object, 'spec', 'clusterIP') || '<none>'),
      column('External-IP', () => '<none>'),
      column('Port(s)', (object) =>
        readList(object, 'spec', 'ports')
          .map((port) => `${readText(port, 'port')}/${readText(port, 'protocol') || 'TCP'}`)
          .join(','),
      ),
      ageColumn,
      column('Selector', (object) => selector(object, 'spec', 'selector'), 1),
    ],
  ],
  [
    'deployments',
    [
      column('Ready', (object) => `${readNumber(object, 'status', 'readyReplicas')}/${replicas(object)}`),
      number('Up-to-date', 'status', 'updatedReplicas'),
      number('Available', 'status', 'availableReplicas'),
      ageColumn,
      ...containerColumns,
      column('Selector', (object) => selector(object, 'spec', 'selector', 'matchLabels'), 1),
    ],
  ],
  [
    'daemonsets',
    [
      number('Desired', 'status', 'desiredNumberScheduled'),
      number('Current', 'status', 'currentNumberScheduled'),
      number('Ready', 'status', 'numberReady'),
      number('Up-to-date', 'status', 'updatedNumberScheduled'),
      number('Available', 'status', 'numberAvailable'),
      column('Node Selector', (object) => selector(object, 'spec', 'template', 'spec', 'nodeSelector')),
      ageColumn,
      ...containerColumns,
      column('Selector', (object) => selector(object, 'spec', 'selector', 'matchLabels'), 1),
    ],
  ],
  [
    'replicasets',
    [
      number('Desired', 'spec', 'replicas'),
      number('Current', 'status', 'replicas'),
      number('Ready', 'status', 'readyReplicas'),
      ageColumn,
      ...containerColumns,
    ],
  ],
  [
    'statefulsets',
    [column('Ready', (object) => `${readNumber(object, 'status', 'readyReplicas')}/${replicas(object)}`), ageColumn],
  ],
  [
    'jobs',
    [
      column('Status', (object) => (readNumber(object, 'status', 'succeeded') > 0 ? 'Complete' : 'Running')),
      column('Completions', (object) => `${readNumber(object, 'status', 'succeeded')}/1`),
      ageColumn,
    ],
  ],
  [
    'cronjobs',
    [
      column('Schedule', (object) => readText(object, 'spec', 'schedule')),
      column('Timezone', (object) => readText(object, 'spec', 'timeZone') || '<none>'),
      column('Suspend', (object) => (readText(object, 'spec', 'suspend') === 'true' ? 'True' : 'False')),
      column('Active', (object) => readList(object, 'status', 'active').length),
      column('Last Schedule', () => '<none>'),
      ageColumn,
    ],
  ],
  [
    'networkpolicies',
    [column('Pod-Selector', (object) => selector(object, 'spec', 'podSelector', 'matchLabels')), ageColumn],
  ],
  ['leases', [column('Holder', (object) => readText(object, 'spec', 'holderIdentity')), ageColumn]],
  ['clusterroles', [createdAtColumn]],
  ['roles', [createdAtColumn]],
  ['customresourcedefinitions', [createdAtColumn]],
  ['clusterrolebindings', [roleColumn, ageColumn]],
  ['rolebindings', [roleColumn, ageColumn]],
]);

const readyAndStatus = [ready('Ready', 'status'), ready('Status', 'message')];

/** Of Flux's CRDs, in their newest version. */
const custom: ReadonlyMap<string, readonly Column[]> = new Map<string, readonly Column[]>([
  [
    'ImageRepository',
    [
      field('Image', 'spec', 'image'),
      field('Tags', 'status', 'lastScanResult', 'tagCount'),
      ...readyAndStatus,
      ageColumn,
    ],
  ],
  [
    'ImagePolicy',
    [
      field('Image', 'status', 'latestRef', 'name'),
      field('Tag', 'status', 'latestRef', 'tag'),
      ...readyAndStatus,
      ageColumn,
    ],
  ],
  ['OCIRepository', [field('URL', 'spec', 'url'), ...readyAndStatus, ageColumn]],
  ['HelmRepository', [field('URL', 'spec', 'url'), ageColumn, ...readyAndStatus]],
  ['GitRepository', [field('URL', 'spec', 'url'), ageColumn, ...readyAndStatus]],
  ['Bucket', [field('Endpoint', 'spec', 'endpoint'), ageColumn, ...readyAndStatus]],
  [
    'HelmChart',
    [
      field('Chart', 'spec', 'chart'),
      field('Version', 'spec', 'version'),
      field('Source Kind', 'spec', 'sourceRef', 'kind'),
      field('Source Name', 'spec', 'sourceRef', 'name'),
      ageColumn,
      ...readyAndStatus,
    ],
  ],
  ['Kustomization', [ageColumn, ...readyAndStatus]],
  ['HelmRelease', [ageColumn, ...readyAndStatus]],
  ['FluxInstance', [ageColumn, ...readyAndStatus, field('Revision', 'status', 'lastAttemptedRevision')]],
  ['ResourceSet', [ageColumn, ...readyAndStatus]],
  ['ResourceSetInputProvider', [ageColumn, ...readyAndStatus]],
]);

/** ImageRepository's before its v1. */
const scanColumns = [
  field('Last scan', 'status', 'lastScanResult', 'scanTime'),
  field('Tags', 'status', 'lastScanResult', 'tagCount'),
];

/** All columns of a resource in one version. */
export function columnsOf(resource: Resource, version: string): readonly Column[] {
  // Events are told apart by what they are about, not by their own names.
  if (resource.plural === 'events' && !resource.custom) return eventColumns;
  return [nameColumn, ...ownColumns(resource, version)];
}

function ownColumns(resource: Resource, version: string): readonly Column[] {
  if (!resource.custom) return builtIn.get(resource.plural) ?? [ageColumn];
  if (resource.kind === 'ImageRepository' && version !== 'v1') return scanColumns;
  return custom.get(resource.kind) ?? [ageColumn];
}

function replicas(object: StoredObject): number {
  const wanted = read(object, 'spec', 'replicas');
  return typeof wanted === 'number' ? wanted : 1;
}
