/** The controllers that the cluster runs: a Deployment's pods follow its template, and a deleted pod comes back. */

import { createHash } from 'node:crypto';
import type { StoredObject } from '../world.ts';
import { recordEvent } from './events.ts';
import { createPod, suffix } from './pods.ts';
import type { PodOwner } from './pods.ts';
import { condition, read, readList, readNumber, readText } from './read.ts';
import { matchesSelector } from './selectors.ts';
import { ApiStatus } from './status.ts';
import { now } from './store.ts';
import type { ObjectStore } from './store.ts';

const podKind = { kind: 'Pod', group: '' };
const deploymentKind = { kind: 'Deployment', group: 'apps' };

/** The pods that a Deployment's selector takes. */
export function podsOf(store: ObjectStore, deployment: StoredObject): StoredObject[] {
  const selector = read(deployment, 'spec', 'selector');
  return store
    .list(podKind, deployment.metadata.namespace ?? '')
    .filter((pod) => matchesSelector(selector, pod.metadata.labels ?? {}));
}

/** A Deployment was written: new pods where the template changed, and as many as it wants. */
export function deploymentWritten(store: ObjectStore, old: StoredObject | null, deployment: StoredObject): void {
  const anew = old === null || templateOf(old) !== templateOf(deployment);
  const before = podsOf(store, deployment);
  if (anew) for (const pod of before) store.remove(pod);
  reconcile(store, deployment, anew ? before : []);
}

/** A pod was deleted: whoever owns it makes another. */
export function podDeleted(store: ObjectStore, pod: StoredObject): void {
  const namespace = pod.metadata.namespace ?? '';
  const deployment = store
    .list(deploymentKind, namespace)
    .find((candidate) => matchesSelector(read(candidate, 'spec', 'selector'), pod.metadata.labels ?? {}));
  if (deployment !== undefined) return reconcile(store, deployment, [pod]);
  for (const kind of ['DaemonSet', 'StatefulSet', 'ReplicaSet']) {
    const owner = store
      .list({ kind, group: 'apps' }, namespace)
      .find((candidate) => matchesSelector(read(candidate, 'spec', 'selector'), pod.metadata.labels ?? {}));
    if (owner === undefined) continue;
    const { uid = '', name } = owner.metadata;
    createPod(store, {
      namespace,
      template: read(owner, 'spec', 'template'),
      owner: { apiVersion: 'apps/v1', kind, name, uid },
      extraLabels: {},
      nodeName: readText(pod, 'spec', 'nodeName'),
    });
    return;
  }
}

/** @param gone pods whose nodes new ones may take */
function reconcile(store: ObjectStore, deployment: StoredObject, gone: readonly StoredObject[]): void {
  const wanted = wantedReplicas(deployment);
  const present = podsOf(store, deployment);
  for (const pod of present.slice(wanted)) store.remove(pod);
  let refusal = '';
  if (present.length < wanted) {
    const owner = replicaSet(store, deployment);
    const nodes = gone.map((pod) => readText(pod, 'spec', 'nodeName'));
    for (let index = present.length; index < wanted && refusal === ''; index++) {
      refusal = tryCreatePod(store, deployment, owner, nodes.shift());
    }
  }
  refreshDeployment(store, deployment, refusal);
}

function tryCreatePod(
  store: ObjectStore,
  deployment: StoredObject,
  owner: StoredObject,
  nodeName: string | undefined,
): string {
  const reference: PodOwner = {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    name: owner.metadata.name,
    uid: owner.metadata.uid ?? '',
  };
  try {
    createPod(store, {
      namespace: deployment.metadata.namespace ?? '',
      template: read(deployment, 'spec', 'template'),
      owner: reference,
      extraLabels: { 'pod-template-hash': owner.metadata.labels?.['pod-template-hash'] ?? '' },
      nodeName,
    });
    return '';
  } catch (error) {
    if (!(error instanceof ApiStatus)) throw error;
    const message = `Error creating: ${error.message}`;
    recordEvent(store, owner, { type: 'Warning', reason: 'FailedCreate', message, component: 'replicaset-controller' });
    return error.message;
  }
}

/** The ReplicaSet of the Deployment's template as it is now; older ones are emptied. */
function replicaSet(store: ObjectStore, deployment: StoredObject): StoredObject {
  const hash = createHash('sha256').update(templateOf(deployment)).digest('hex').slice(0, 10);
  const { name, namespace, uid = '', labels } = deployment.metadata;
  const owned = store
    .list({ kind: 'ReplicaSet', group: 'apps' }, namespace)
    .filter((candidate) =>
      readList(candidate, 'metadata', 'ownerReferences').some((ref) => read(ref, 'name') === name),
    );
  for (const old of owned) {
    if (old.metadata.labels?.['pod-template-hash'] === hash) return old;
    const spec = { ...(old['spec'] as object), replicas: 0 };
    store.replace(old, { ...old, spec, status: { replicas: 0, observedGeneration: old.metadata.generation ?? 1 } });
  }
  const replicas = wantedReplicas(deployment);
  return store.add({
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${name}-${hash}`,
      namespace: namespace ?? '',
      labels: { ...labels, 'pod-template-hash': hash },
      generation: 1,
      ownerReferences: [
        { apiVersion: 'apps/v1', kind: 'Deployment', name, uid, controller: true, blockOwnerDeletion: true },
      ],
    },
    spec: { replicas, selector: read(deployment, 'spec', 'selector'), template: read(deployment, 'spec', 'template') },
    status: { replicas, readyReplicas: replicas, availableReplicas: replicas, observedGeneration: 1 },
  });
}

/** Writes a Deployment's status from the pods that there are. */
export function refreshDeployment(store: ObjectStore, deployment: StoredObject, refusal = ''): void {
  const pods = podsOf(store, deployment);
  const ready = pods.filter((pod) => readText(condition(pod, 'Ready'), 'status') === 'True').length;
  const wanted = wantedReplicas(deployment);
  const available = ready >= wanted;
  const conditions = [
    told('Available', available, available ? 'MinimumReplicasAvailable' : 'MinimumReplicasUnavailable'),
    told('Progressing', true, available ? 'NewReplicaSetAvailable' : 'ReplicaSetUpdated'),
    ...(refusal === '' ? [] : [{ ...told('ReplicaFailure', true, 'FailedCreate'), message: refusal }]),
  ];
  const counts = {
    replicas: pods.length,
    updatedReplicas: pods.length,
    readyReplicas: ready,
    availableReplicas: ready,
    unavailableReplicas: Math.max(0, wanted - ready),
  };
  const status = {
    observedGeneration: deployment.metadata.generation ?? 1,
    ...Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0)),
    conditions,
  };
  const current = store.get(deploymentKind, deployment.metadata.namespace, deployment.metadata.name);
  if (current !== undefined) store.replace(current, { ...current, status });
}

function told(type: string, is: boolean, reason: string): Record<string, string> {
  const at = now();
  const message = type === 'Available' && !is ? 'Deployment does not have minimum availability.' : reason;
  return { type, status: is ? 'True' : 'False', lastUpdateTime: at, lastTransitionTime: at, reason, message };
}

function wantedReplicas(deployment: StoredObject): number {
  return read(deployment, 'spec', 'replicas') === undefined ? 1 : readNumber(deployment, 'spec', 'replicas');
}

function templateOf(deployment: StoredObject): string {
  return JSON.stringify(read(deployment, 'spec', 'template') ?? null);
}

/** A name for an object that asked for one. */
export function generatedName(prefix: string): string {
  return `${prefix}${suffix(5)}`;
}
