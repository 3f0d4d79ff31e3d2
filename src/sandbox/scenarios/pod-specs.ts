import type { StoredObject, World } from '../world.ts';
import { specOf } from './scenario.ts';

/** As much of a pod's spec as scenarios change. */
export interface PodSpec {
  serviceAccountName?: string;
  serviceAccount?: string;
  hostNetwork?: boolean;
  nodeName?: string;
  containers: Container[];
  volumes?: object[];
  [field: string]: unknown;
}

interface Container {
  name: string;
  image: string;
  args?: string[];
  env?: { name: string; value?: string; valueFrom?: object }[];
  volumeMounts?: object[];
  [field: string]: unknown;
}

/** Of the two places where a Deployment's pods are described. */
export type Where = 'template' | 'running';

/** Changes the pods of a Deployment: what its template asks for, and what runs. */
export function changePods(
  world: World,
  namespace: string,
  deployment: string,
  change: (spec: PodSpec) => void,
  where: readonly Where[] = ['template', 'running'],
): void {
  for (const stored of partsOf(world, namespace, deployment)) {
    const holder = stored.kind === 'Pod' ? stored : (specOf(stored)['template'] as { spec: unknown });
    if (!where.includes(stored.kind === 'Pod' ? 'running' : 'template')) continue;
    const spec = structuredClone(holder['spec']) as PodSpec;
    change(spec);
    holder['spec'] = spec;
  }
}

/** The pods of a Deployment. */
export function podsIn(world: World, namespace: string, deployment: string): StoredObject[] {
  return partsOf(world, namespace, deployment).filter(({ kind }) => kind === 'Pod');
}

/** Takes a Deployment away, and all that runs for it. */
export function removeDeployment(world: World, namespace: string, deployment: string): void {
  const gone = new Set(partsOf(world, namespace, deployment));
  world.cluster.objects = world.cluster.objects.filter((one) => !gone.has(one));
}

/** Gives the pods of a Deployment another state: its containers wait, or were never placed. */
export function changeStatus(
  world: World,
  namespace: string,
  deployment: string,
  change: (status: PodStatus) => void,
): void {
  for (const pod of podsIn(world, namespace, deployment)) change(pod['status'] as PodStatus);
}

export interface PodStatus {
  phase: string;
  startTime?: string;
  conditions: { type: string; status: string; reason?: string; message?: string }[];
  containerStatuses?: {
    ready: boolean;
    started?: boolean;
    restartCount: number;
    state: object;
    lastState: object;
    [field: string]: unknown;
  }[];
  [field: string]: unknown;
}

/** Turns conditions of a pod: it is no longer ready. */
export function unready(status: PodStatus): void {
  for (const condition of status.conditions)
    if (condition.type === 'Ready' || condition.type === 'ContainersReady') {
      condition.status = 'False';
      condition.reason = 'ContainersNotReady';
    }
}

function partsOf(world: World, namespace: string, deployment: string): StoredObject[] {
  const parts = world.cluster.objects.filter(
    ({ kind, metadata }) =>
      metadata.namespace === namespace &&
      (kind === 'Deployment'
        ? metadata.name === deployment
        : (kind === 'ReplicaSet' || kind === 'Pod') && metadata.name.startsWith(`${deployment}-`)),
  );
  if (parts.length === 0) throw new Error(`the world has no Deployment ${namespace}/${deployment}`);
  return parts;
}
