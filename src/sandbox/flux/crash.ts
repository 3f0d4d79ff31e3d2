/** Why a controller does not even start: flags that its version does not know, or no token for the API. */

import { refreshDeployment } from '../kubernetes/controllers.ts';
import { read, readList, readText } from '../kubernetes/read.ts';
import { now } from '../kubernetes/store.ts';
import type { ObjectStore } from '../kubernetes/store.ts';
import type { StoredObject } from '../world.ts';
import { flag, gateIsOn, gates, ksaOf } from './controller.ts';
import type { Controller } from './controller.ts';

export interface Crash {
  readonly exitCode: number;
  /** The last line of its log. */
  readonly message: string;
}

const objectGate = 'ObjectLevelWorkloadIdentity';

export function crashOf(store: ObjectStore, controller: Controller): Crash | null {
  const { features, flags } = controller;
  for (const provider of ['gcp-autologin-for-gcr', 'aws-autologin-for-ecr', 'azure-autologin-for-acr'])
    if (flags.has(provider) && features.autologin === 'unknown') return unknownFlag(provider);
  if (flags.has('default-service-account') && !features.lockdown) return unknownFlag('default-service-account');
  if (gates(controller).has(objectGate) && !features.objectIdentity) {
    return { exitCode: 1, message: `feature-gate '${objectGate}' not supported` };
  }
  const lockdown = (flag(controller, 'default-service-account') ?? '') !== '';
  if (lockdown && !features.gateRetired && !gateIsOn(controller, objectGate)) {
    return {
      exitCode: 1,
      message: `cannot set default service accounts when the feature gate ${objectGate} is not enabled`,
    };
  }
  const [pod] = controller.pods;
  if (pod !== undefined && !hasToken(store, pod)) {
    return {
      exitCode: 1,
      message:
        'unable to get kubeconfig: open /var/run/secrets/kubernetes.io/serviceaccount/token: no such file or directory',
    };
  }
  return null;
}

function unknownFlag(name: string): Crash {
  return { exitCode: 2, message: `unknown flag: --${name}` };
}

function hasToken(store: ObjectStore, pod: StoredObject): boolean {
  const ofPod = read(pod, 'spec', 'automountServiceAccountToken');
  const ksa = store.get({ kind: 'ServiceAccount', group: '' }, pod.metadata.namespace, ksaOf(pod));
  return (ofPod ?? ksa?.['automountServiceAccountToken'] ?? true) !== false;
}

/** Puts the pods into CrashLoopBackOff, once. */
export function crashPods(store: ObjectStore, controller: Controller, crash: Crash): void {
  let changed = false;
  for (const pod of controller.pods) {
    const statuses = readList(pod, 'status', 'containerStatuses');
    const own = statuses.find((status) => readText(status, 'name') === controller.container);
    // Not started for another reason, or crashed already.
    if (readText(pod, 'status', 'phase') !== 'Running' || read(own, 'state', 'waiting') !== undefined) continue;
    store.replace(pod, { ...pod, status: crashedStatus(pod, controller.container, crash) });
    changed = true;
  }
  if (changed) refreshDeployment(store, controller.deployment);
}

function crashedStatus(pod: StoredObject, container: string, { exitCode, message }: Crash): object {
  const at = now();
  const name = `${pod.metadata.name}_${pod.metadata.namespace ?? ''}(${pod.metadata.uid ?? ''})`;
  const conditions = readList(pod, 'status', 'conditions').map((condition) => {
    const type = readText(condition, 'type');
    if (type !== 'Ready' && type !== 'ContainersReady') return condition;
    return {
      ...(condition as object),
      status: 'False',
      reason: 'ContainersNotReady',
      message: `containers with unready status: [${container}]`,
      lastTransitionTime: at,
    };
  });
  const containerStatuses = readList(pod, 'status', 'containerStatuses').map((status) =>
    readText(status, 'name') !== container
      ? status
      : {
          ...(status as object),
          ready: false,
          started: false,
          restartCount: 5,
          state: {
            waiting: {
              reason: 'CrashLoopBackOff',
              message: `back-off 2m40s restarting failed container=${container} pod=${name}`,
            },
          },
          lastState: {
            terminated: { exitCode, reason: 'Error', message: `${message}\n`, startedAt: at, finishedAt: at },
          },
        },
  );
  return { ...(pod['status'] as object), conditions, containerStatuses };
}
