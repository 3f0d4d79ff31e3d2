/** What the doctor asks of a Kubernetes API server. Every call is remembered within a run, paged, and recorded as evidence. */

import type {
  CoreV1Event,
  V1DaemonSet,
  V1Deployment,
  V1NetworkPolicy,
  V1Node,
  V1Pod,
  V1ServiceAccount,
  V1Namespace,
} from '@kubernetes/client-node';
import type { Secret } from './secret.ts';

export type {
  CoreV1Event,
  V1Container,
  V1DaemonSet,
  V1Deployment,
  V1EnvVar,
  V1NetworkPolicy,
  V1Node,
  V1Pod,
  V1PodSpec,
  V1ServiceAccount,
  V1Namespace,
} from '@kubernetes/client-node';

/** The built-in kinds that are read, by their resource names. */
export interface BuiltIns {
  deployments: V1Deployment;
  daemonsets: V1DaemonSet;
  pods: V1Pod;
  nodes: V1Node;
  serviceaccounts: V1ServiceAccount;
  namespaces: V1Namespace;
  networkpolicies: V1NetworkPolicy;
  events: CoreV1Event;
  services: KubernetesObject;
  leases: KubernetesObject;
  statefulsets: KubernetesObject;
  cronjobs: KubernetesObject;
  jobs: KubernetesObject;
}

/** A custom object, as it came: dates are strings. Read it through a schema. */
export interface KubernetesObject {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: {
    readonly name?: string;
    readonly namespace?: string;
    readonly uid?: string;
    readonly generation?: number;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly creationTimestamp?: string | Date;
  };
  readonly spec?: unknown;
  readonly status?: unknown;
}

/** A resource as discovery lists it. */
export interface ServedResource {
  readonly group: string;
  readonly version: string;
  readonly resource: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

export interface ListScope {
  /** Absent: all namespaces. */
  readonly namespace?: string;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
}

/** A KSA's token, minted by TokenRequest for one audience. */
export interface KsaToken {
  readonly token: Secret;
  readonly audience: string;
  /** The JWT's own `iss`: on GKE it names project, location and cluster. */
  readonly issuer: string;
  /** Seconds since the epoch. */
  readonly issuedAt: number;
  readonly expiresAt: number;
}

export interface AccessQuestion {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly namespace?: string;
  readonly name?: string;
}

/** One cluster, as one user of it. All methods throw `ApiError`, or `KubeconfigError` where an exec plugin fails. */
export interface Kubernetes {
  /** Name of the kubeconfig's context; `in-cluster` without kubeconfig. */
  readonly context: string;
  readonly server: string;
  /** The context's namespace. */
  readonly namespace: string | null;
  readonly skipsTlsVerification: boolean;
  /** All resources of all groups, by one or two aggregated discovery calls. */
  served(): Promise<readonly ServedResource[]>;
  list<R extends keyof BuiltIns>(resource: R, scope?: ListScope): Promise<readonly BuiltIns[R][]>;
  /** `null`: not there (404). */
  get<R extends keyof BuiltIns>(resource: R, namespace: string | null, name: string): Promise<BuiltIns[R] | null>;
  /** Custom objects; `null`: the resource is not served in that version. */
  listCustom(
    resource: Pick<ServedResource, 'group' | 'version' | 'resource'>,
    scope?: ListScope,
  ): Promise<readonly KubernetesObject[] | null>;
  getCustom(
    resource: Pick<ServedResource, 'group' | 'version' | 'resource'>,
    namespace: string | null,
    name: string,
  ): Promise<KubernetesObject | null>;
  /** Not there: throws `ApiError` of kind `not-found`. Lives 600 s. `round` tells repeated requests apart. */
  createToken(namespace: string, serviceAccount: string, audience: string, round?: number): Promise<KsaToken>;
  /** SelfSubjectAccessReview. */
  mayI(question: AccessQuestion): Promise<boolean>;
  /** SubjectAccessReview about another: needs a right of its own, else throws `refused`. */
  maySubject(user: string, groups: readonly string[], question: AccessQuestion): Promise<boolean>;
  /** `issuer` of the API server's own discovery document. */
  issuer(): Promise<string>;
  /** `gitVersion`. */
  version(): Promise<string>;
}
