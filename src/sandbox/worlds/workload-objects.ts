/** Namespaces, service accounts, Deployments and the pods that run for them. */

import { createHash } from 'node:crypto';
import type { StoredObject } from '../world.ts';
import { daysAgo } from './times.ts';

export const gsaAnnotation = 'iam.gke.io/gcp-service-account';

export function namespace(name: string, labels: Record<string, string> = {}): StoredObject {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      labels: { 'kubernetes.io/metadata.name': name, ...labels },
      creationTimestamp: daysAgo(200),
    },
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  };
}

export interface KsaOptions {
  readonly gsa?: string;
  readonly labels?: Record<string, string>;
  /** Field manager that wrote the annotation. */
  readonly manager?: string;
}

export function serviceAccountObject(namespaceName: string, name: string, options: KsaOptions = {}): StoredObject {
  const { gsa, labels, manager = 'kustomize-controller' } = options;
  const fields = {
    ...(gsa !== undefined && { 'f:annotations': { [`f:${gsaAnnotation}`]: {} } }),
    ...(labels !== undefined && {
      'f:labels': Object.fromEntries(Object.keys(labels).map((key) => [`f:${key}`, {}])),
    }),
  };
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: {
      name,
      namespace: namespaceName,
      creationTimestamp: daysAgo(200),
      ...(labels !== undefined && { labels }),
      ...(gsa !== undefined && { annotations: { [gsaAnnotation]: gsa } }),
      ...(Object.keys(fields).length > 0 && {
        managedFields: [
          {
            manager,
            operation: 'Apply',
            apiVersion: 'v1',
            time: daysAgo(90),
            fieldsType: 'FieldsV1',
            fieldsV1: { 'f:metadata': fields },
          },
        ],
      }),
    },
  };
}

export interface DeploymentOptions {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Record<string, string>;
  /** The selector; the pods carry it too. */
  readonly selector: Record<string, string>;
  readonly podLabels?: Record<string, string>;
  readonly serviceAccountName: string;
  readonly containers: readonly object[];
  readonly nodeName: string;
  readonly podSpec?: object;
}

/** A Deployment of one replica, its ReplicaSet, and the pod, running for three days. */
export function deployment(options: DeploymentOptions): StoredObject[] {
  const { name, namespace: namespaceName, labels, selector } = options;
  const podLabels = { ...selector, ...options.podLabels };
  const spec = {
    containers: options.containers,
    serviceAccountName: options.serviceAccountName,
    serviceAccount: options.serviceAccountName,
    nodeSelector: { 'kubernetes.io/os': 'linux' },
    restartPolicy: 'Always',
    dnsPolicy: 'ClusterFirst',
    schedulerName: 'default-scheduler',
    securityContext: { fsGroup: 1337 },
    terminationGracePeriodSeconds: 10,
    ...options.podSpec,
  };
  const template = { metadata: { labels: podLabels }, spec };
  const hash = templateHash(name);
  const hashed = { ...podLabels, 'pod-template-hash': hash };
  const replicaSet = `${name}-${hash}`;
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: {
        name,
        namespace: namespaceName,
        uid: uidOf('Deployment', namespaceName, name),
        labels,
        annotations: { 'deployment.kubernetes.io/revision': '1' },
        creationTimestamp: daysAgo(200),
        generation: 1,
      },
      spec: {
        replicas: 1,
        selector: { matchLabels: selector },
        strategy: { type: 'Recreate' },
        revisionHistoryLimit: 10,
        template,
      },
      status: {
        observedGeneration: 1,
        replicas: 1,
        updatedReplicas: 1,
        readyReplicas: 1,
        availableReplicas: 1,
        conditions: [
          condition('Available', 'True', 'MinimumReplicasAvailable'),
          condition('Progressing', 'True', 'NewReplicaSetAvailable'),
        ],
      },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: {
        name: replicaSet,
        namespace: namespaceName,
        uid: uidOf('ReplicaSet', namespaceName, replicaSet),
        labels: hashed,
        annotations: { 'deployment.kubernetes.io/revision': '1' },
        ownerReferences: [ownerReference('Deployment', namespaceName, name)],
        creationTimestamp: daysAgo(3),
      },
      spec: {
        replicas: 1,
        selector: { matchLabels: { ...selector, 'pod-template-hash': hash } },
        template: { metadata: { labels: hashed }, spec },
      },
      status: { replicas: 1, readyReplicas: 1, availableReplicas: 1, observedGeneration: 1 },
    },
    pod({
      namespace: namespaceName,
      name: `${replicaSet}-${templateHash(`${name}/pod`).slice(0, 5)}`,
      labels: hashed,
      owner: { kind: 'ReplicaSet', name: replicaSet },
      spec: { ...spec, nodeName: options.nodeName },
    }),
  ];
}

export interface PodOptions {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Record<string, string>;
  readonly owner: { readonly kind: string; readonly name: string };
  readonly spec: { readonly containers: readonly object[]; readonly nodeName: string };
}

/** A pod that became ready three days ago. */
export function pod({ namespace: namespaceName, name, labels, owner, spec }: PodOptions): StoredObject {
  const startTime = daysAgo(3);
  const [low = 0, high = 0] = Buffer.from(name).subarray(-2);
  const ready = ['PodReadyToStartContainers', 'Initialized', 'Ready', 'ContainersReady', 'PodScheduled'];
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: namespaceName,
      labels,
      ownerReferences: [ownerReference(owner.kind, namespaceName, owner.name)],
      creationTimestamp: startTime,
    },
    spec,
    status: {
      phase: 'Running',
      startTime,
      podIP: `10.52.${low % 4}.${high}`,
      hostIP: '10.132.0.10',
      qosClass: 'Burstable',
      conditions: ready.map((type) => ({ type, status: 'True', lastProbeTime: null, lastTransitionTime: startTime })),
      containerStatuses: spec.containers.map((container) => {
        const { name: containerName = '', image = '' } = container as { name?: string; image?: string };
        return {
          name: containerName,
          image,
          imageID: '',
          ready: true,
          started: true,
          restartCount: 0,
          state: { running: { startedAt: startTime } },
          lastState: {},
        };
      }),
    },
  };
}

export function condition(type: string, status: 'True' | 'False', reason: string, message = ''): object {
  return { type, status, reason, message, lastTransitionTime: daysAgo(3), lastUpdateTime: daysAgo(3) };
}

/** Ten letters as Kubernetes' template hashes look, the same for the same name. */
function templateHash(name: string): string {
  const alphabet = 'bcdfghjklmnpqrstvwxz2456789';
  let state = 7;
  for (const char of name) state = (state * 31 + (char.codePointAt(0) ?? 0)) % 2_147_483_647;
  return Array.from({ length: 10 }, () => {
    state = (state * 48_271 + 11) % 2_147_483_647;
    return alphabet[state % alphabet.length];
  }).join('');
}

function ownerReference(kind: string, namespaceName: string, name: string): object {
  const uid = uidOf(kind, namespaceName, name);
  return { apiVersion: 'apps/v1', kind, name, uid, controller: true, blockOwnerDeletion: true };
}

/** The same for the same object, so that owners can be named before they are stored. */
export function uidOf(kind: string, namespaceName: string, name: string): string {
  const hex = createHash('sha256').update(`${kind}/${namespaceName}/${name}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
