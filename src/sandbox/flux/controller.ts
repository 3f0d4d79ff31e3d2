/** A Flux controller as it stands in the cluster: its Deployment, its pod, its flags. */

import { podsOf } from '../kubernetes/controllers.ts';
import { read, readList, readMap, readText } from '../kubernetes/read.ts';
import { parseLabelSelector } from '../kubernetes/selectors.ts';
import type { ObjectStore } from '../kubernetes/store.ts';
import type { StoredObject } from '../world.ts';
import { featuresOf, parseVersion } from './version.ts';
import type { Component, Features } from './version.ts';

export interface Controller {
  readonly component: Exclude<Component, 'flux-v1'>;
  readonly deployment: StoredObject;
  readonly namespace: string;
  /** Its container within the pod. */
  readonly container: string;
  readonly features: Features;
  readonly flags: Flags;
  readonly env: Readonly<Record<string, string>>;
  readonly pods: readonly StoredObject[];
}

export type Flags = ReadonlyMap<string, readonly string[]>;

const newest = { 'image-reflector-controller': '1.2.0', 'source-controller': '1.9.0' } as const;

/** Every container of every Deployment that is one of Flux 2's scanners. Flux 1 writes no status, so it is none. */
export function findControllers(store: ObjectStore): Controller[] {
  return store.list({ kind: 'Deployment', group: 'apps' }).flatMap((deployment) =>
    readList(deployment, 'spec', 'template', 'spec', 'containers').flatMap((container) => {
      const component = componentOf(readText(container, 'image'));
      return component === null ? [] : [controllerOf(store, deployment, container, component)];
    }),
  );
}

function componentOf(image: string): Controller['component'] | null {
  const name = image.split('@')[0]?.split('/').at(-1)?.split(':')[0];
  return name === 'image-reflector-controller' || name === 'source-controller' ? name : null;
}

function controllerOf(
  store: ObjectStore,
  deployment: StoredObject,
  container: unknown,
  component: Controller['component'],
): Controller {
  const tag = /:([^:@/]+)(?:@|$)/.exec(readText(container, 'image'))?.[1] ?? '';
  const label = deployment.metadata.labels?.['app.kubernetes.io/version'] ?? '';
  // Flux's own Deployments are labelled with the version of the distribution, which is not the controller's.
  const version = parseVersion(tag) ?? distributed(component, label) ?? parseVersion(newest[component]) ?? [1, 2, 0];
  return {
    component,
    deployment,
    namespace: deployment.metadata.namespace ?? '',
    container: readText(container, 'name'),
    features: featuresOf(component, version),
    flags: parseFlags([...readList(container, 'command'), ...readList(container, 'args')].map(String)),
    env: Object.fromEntries(
      readList(container, 'env').map((variable) => [readText(variable, 'name'), readText(variable, 'value')]),
    ),
    pods: podsOf(store, deployment),
  };
}

/** Flux 2.N brings source-controller 1.N, and image-reflector-controller 0.(29+N), from 2.7 on 1.(N-7). */
function distributed(component: Controller['component'], label: string) {
  const flux = parseVersion(label);
  if (flux === null || flux[0] !== 2) return null;
  const minor = flux[1];
  if (component === 'source-controller') return [1, minor, 0] as const;
  return minor >= 7 ? ([1, minor - 7, 0] as const) : ([0, 29 + minor, 0] as const);
}

/** `--name=value`, `--name value` and `--name`, each as often as it is given. */
export function parseFlags(args: readonly string[]): Flags {
  const flags = new Map<string, string[]>();
  args.forEach((arg, index) => {
    const [, name, value] = /^--([^=]+)(?:=(.*))?$/s.exec(arg) ?? [];
    if (name === undefined) return;
    const next = args[index + 1];
    const given = value ?? (next === undefined || next.startsWith('-') ? 'true' : next);
    flags.set(name, [...(flags.get(name) ?? []), given]);
  });
  return flags;
}

export function flag(controller: Pick<Controller, 'flags'>, name: string): string | undefined {
  return controller.flags.get(name)?.at(-1);
}

/** Feature gates may share one flag, or come in several. */
export function gateIsOn(controller: Pick<Controller, 'flags'>, gate: string): boolean {
  return gates(controller).get(gate) === 'true';
}

export function gates(controller: Pick<Controller, 'flags'>): ReadonlyMap<string, string> {
  const pairs = (controller.flags.get('feature-gates') ?? []).flatMap((value) => value.split(','));
  return new Map(
    pairs.map((pair) => {
      const [name = '', value = ''] = pair.trim().split('=');
      return [name, value] as const;
    }),
  );
}

/** Whether the controller reconciles the object: its namespace and its shard. */
export function watches(controller: Controller, object: StoredObject): boolean {
  const all = flag(controller, 'watch-all-namespaces') !== 'false';
  if (!all && object.metadata.namespace !== controller.namespace) return false;
  const selector = flag(controller, 'watch-label-selector') ?? '';
  try {
    return parseLabelSelector(selector)(object.metadata.labels ?? {});
  } catch {
    return false;
  }
}

/** The pod that leads, else one whose container is up; `undefined`: the controller does nothing. */
export function runningPod(controller: Controller, store: ObjectStore): StoredObject | undefined {
  const lease = store.get(
    { kind: 'Lease', group: 'coordination.k8s.io' },
    controller.namespace,
    `${controller.component}-leader-election`,
  );
  const holder = readText(lease, 'spec', 'holderIdentity').split('_')[0];
  const up = controller.pods.filter((pod) => isUp(controller, pod));
  return up.find((pod) => pod.metadata.name === holder) ?? up[0];
}

function isUp(controller: Controller, pod: StoredObject): boolean {
  const statuses = readList(pod, 'status', 'containerStatuses');
  const own = statuses.find((status) => readText(status, 'name') === controller.container);
  return readText(pod, 'status', 'phase') === 'Running' && read(own, 'state', 'waiting') === undefined;
}

/** The KSA that the controller's pods run as. */
export function ksaOf(pod: StoredObject): string {
  return readText(pod, 'spec', 'serviceAccountName') || 'default';
}

export function annotation(object: StoredObject, key: string): string | undefined {
  return readMap(object, 'metadata', 'annotations')[key];
}
