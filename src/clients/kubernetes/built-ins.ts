import type { BuiltIns } from '../kubernetes.ts';
import type { Page, PageRequest } from './pages.ts';
import type { Apis } from './sdk.ts';

/** How one built-in kind is read by the SDK. */
export interface Reader<T> {
  everywhere(request: PageRequest): Promise<Page<T>>;
  /** Kinds without a namespace have no such list. */
  within(namespace: string, request: PageRequest): Promise<Page<T>>;
  one(namespace: string, name: string): Promise<T>;
}

export type Readers = { readonly [R in keyof BuiltIns]: Reader<BuiltIns[R]> };

export function readersOn({ core, apps, networking, coordination, batch }: Apis): Readers {
  return {
    deployments: {
      everywhere: (request) => apps.listDeploymentForAllNamespaces(request),
      within: (namespace, request) => apps.listNamespacedDeployment({ namespace, ...request }),
      one: (namespace, name) => apps.readNamespacedDeployment({ namespace, name }),
    },
    daemonsets: {
      everywhere: (request) => apps.listDaemonSetForAllNamespaces(request),
      within: (namespace, request) => apps.listNamespacedDaemonSet({ namespace, ...request }),
      one: (namespace, name) => apps.readNamespacedDaemonSet({ namespace, name }),
    },
    statefulsets: {
      everywhere: (request) => apps.listStatefulSetForAllNamespaces(request),
      within: (namespace, request) => apps.listNamespacedStatefulSet({ namespace, ...request }),
      one: (namespace, name) => apps.readNamespacedStatefulSet({ namespace, name }),
    },
    pods: {
      everywhere: (request) => core.listPodForAllNamespaces(request),
      within: (namespace, request) => core.listNamespacedPod({ namespace, ...request }),
      one: (namespace, name) => core.readNamespacedPod({ namespace, name }),
    },
    serviceaccounts: {
      everywhere: (request) => core.listServiceAccountForAllNamespaces(request),
      within: (namespace, request) => core.listNamespacedServiceAccount({ namespace, ...request }),
      one: (namespace, name) => core.readNamespacedServiceAccount({ namespace, name }),
    },
    services: {
      everywhere: (request) => core.listServiceForAllNamespaces(request),
      within: (namespace, request) => core.listNamespacedService({ namespace, ...request }),
      one: (namespace, name) => core.readNamespacedService({ namespace, name }),
    },
    events: {
      everywhere: (request) => core.listEventForAllNamespaces(request),
      within: (namespace, request) => core.listNamespacedEvent({ namespace, ...request }),
      one: (namespace, name) => core.readNamespacedEvent({ namespace, name }),
    },
    nodes: {
      everywhere: (request) => core.listNode(request),
      within: (_, request) => core.listNode(request),
      one: (_, name) => core.readNode({ name }),
    },
    namespaces: {
      everywhere: (request) => core.listNamespace(request),
      within: (_, request) => core.listNamespace(request),
      one: (_, name) => core.readNamespace({ name }),
    },
    networkpolicies: {
      everywhere: (request) => networking.listNetworkPolicyForAllNamespaces(request),
      within: (namespace, request) => networking.listNamespacedNetworkPolicy({ namespace, ...request }),
      one: (namespace, name) => networking.readNamespacedNetworkPolicy({ namespace, name }),
    },
    leases: {
      everywhere: (request) => coordination.listLeaseForAllNamespaces(request),
      within: (namespace, request) => coordination.listNamespacedLease({ namespace, ...request }),
      one: (namespace, name) => coordination.readNamespacedLease({ namespace, name }),
    },
    jobs: {
      everywhere: (request) => batch.listJobForAllNamespaces(request),
      within: (namespace, request) => batch.listNamespacedJob({ namespace, ...request }),
      one: (namespace, name) => batch.readNamespacedJob({ namespace, name }),
    },
    cronjobs: {
      everywhere: (request) => batch.listCronJobForAllNamespaces(request),
      within: (namespace, request) => batch.listNamespacedCronJob({ namespace, ...request }),
      one: (namespace, name) => batch.readNamespacedCronJob({ namespace, name }),
    },
  };
}
