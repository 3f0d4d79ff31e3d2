/** Pods as the cluster makes them from a template: admitted, scheduled and started at once. */

import { randomBytes } from 'node:crypto';
import type { StoredObject } from '../world.ts';
import { condition, readList, readMap, readText } from './read.ts';
import { isTree, strategicMerge } from './strategic-merge.ts';
import { now } from './store.ts';
import type { ObjectStore } from './store.ts';
import { admitPod } from './validation.ts';

export interface PodOwner {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
}

export interface PodPlan {
  readonly namespace: string;
  readonly template: unknown;
  readonly owner: PodOwner;
  readonly extraLabels: Readonly<Record<string, string>>;
  /** Where an earlier pod ran: kept if it still fits. */
  readonly nodeName: string | undefined;
}

/** Throws the 403 of admission where the KSA is not there. */
export function createPod(store: ObjectStore, plan: PodPlan): StoredObject {
  const spec = withTokenVolume(podSpec(plan.template), plan.namespace, store);
  const labels = { ...readMap(plan.template, 'metadata', 'labels'), ...plan.extraLabels };
  const annotations = readMap(plan.template, 'metadata', 'annotations');
  const generateName = `${plan.owner.name}-`;
  const pod: StoredObject = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${generateName}${suffix(5)}`,
      generateName,
      namespace: plan.namespace,
      labels,
      ...(Object.keys(annotations).length > 0 && { annotations }),
      ownerReferences: [{ ...plan.owner, controller: true, blockOwnerDeletion: true }],
    },
    spec,
  };
  admitPod(pod, readText(spec, 'serviceAccountName'), store);
  const nodeName = schedule(store, spec, plan.nodeName);
  if (nodeName !== undefined) spec['nodeName'] = nodeName;
  pod['status'] = nodeName === undefined ? unschedulable(store) : running(spec);
  return store.add(pod);
}

function podSpec(template: unknown): Record<string, unknown> {
  const given = isTree(template) && isTree(template['spec']) ? template['spec'] : {};
  const ksa = readText(given, 'serviceAccountName') || readText(given, 'serviceAccount') || 'default';
  const defaults = {
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    securityContext: {},
    schedulerName: 'default-scheduler',
    tolerations: ['not-ready', 'unreachable'].map((condition) => ({
      key: `node.kubernetes.io/${condition}`,
      operator: 'Exists',
      effect: 'NoExecute',
      tolerationSeconds: 300,
    })),
    priority: 0,
    enableServiceLinks: true,
    preemptionPolicy: 'PreemptLowerPriority',
  };
  return structuredClone({ ...defaults, ...given, serviceAccountName: ksa, serviceAccount: ksa });
}

/** The projected volume with the pod's own token, unless pod or KSA decline it. */
function withTokenVolume(
  spec: Record<string, unknown>,
  namespace: string,
  store: ObjectStore,
): Record<string, unknown> {
  const ksa = store.get({ kind: 'ServiceAccount', group: '' }, namespace, readText(spec, 'serviceAccountName'));
  const automount = spec['automountServiceAccountToken'] ?? ksa?.['automountServiceAccountToken'] ?? true;
  if (automount !== true) return spec;
  const name = `kube-api-access-${suffix(5)}`;
  const volume = {
    name,
    projected: {
      sources: [
        { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
        { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
        {
          downwardAPI: {
            items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }],
          },
        },
      ],
      defaultMode: 420,
    },
  };
  const mount = { name, readOnly: true, mountPath: '/var/run/secrets/kubernetes.io/serviceaccount' };
  const containers = readList(spec, 'containers').map((container) =>
    strategicMerge(container, { volumeMounts: [mount] }, 'containers'),
  );
  return { ...spec, volumes: [...readList(spec, 'volumes'), volume], containers };
}

/** The node that the pod ran on, if it fits; else the first that does. */
function schedule(store: ObjectStore, spec: unknown, preferred: string | undefined): string | undefined {
  const selector = Object.entries(readMap(spec, 'nodeSelector'));
  const fitting = store
    .list({ kind: 'Node', group: '' })
    .filter((node) => readText(node, 'spec', 'unschedulable') !== 'true')
    .filter((node) => readText(condition(node, 'Ready'), 'status') !== 'False')
    .filter((node) => selector.every(([key, value]) => node.metadata.labels?.[key] === value))
    .map((node) => node.metadata.name);
  return fitting.find((name) => name === preferred) ?? fitting[0];
}

function running(spec: unknown): object {
  const at = now();
  const isTrue = (type: string): object => ({ type, status: 'True', lastProbeTime: null, lastTransitionTime: at });
  return {
    phase: 'Running',
    conditions: ['PodReadyToStartContainers', 'Initialized', 'Ready', 'ContainersReady', 'PodScheduled'].map(isTrue),
    hostIP: '10.132.0.10',
    podIP: `10.52.${randomBytes(1)[0] ?? 0}.${randomBytes(1)[0] ?? 0}`,
    startTime: at,
    containerStatuses: readList(spec, 'containers').map((container) => ({
      name: readText(container, 'name'),
      state: { running: { startedAt: at } },
      lastState: {},
      ready: true,
      restartCount: 0,
      image: readText(container, 'image'),
      imageID: '',
      started: true,
    })),
    qosClass: 'Burstable',
  };
}

function unschedulable(store: ObjectStore): object {
  const nodes = store.list({ kind: 'Node', group: '' }).length;
  return {
    phase: 'Pending',
    conditions: [
      {
        type: 'PodScheduled',
        status: 'False',
        lastProbeTime: null,
        lastTransitionTime: now(),
        reason: 'Unschedulable',
        message: `0/${nodes} nodes are available: ${nodes} node(s) didn't match Pod's node affinity/selector.`,
      },
    ],
    qosClass: 'Burstable',
  };
}

/** As Kubernetes names generated things: no vowels, nothing easily mistaken. */
export function suffix(length: number): string {
  const alphabet = 'bcdfghjklmnpqrstvwxz2456789';
  return [...randomBytes(length)].map((byte) => alphabet[byte % alphabet.length]).join('');
}
