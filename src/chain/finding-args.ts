/**
 * The typed arguments of every finding code. Codes are public: never renamed, never reused.
 * All values are plain JSON, for reports are read back from them.
 */

import type { RegistryReason } from './registry-reason.ts';

export interface Ksa {
  readonly namespace: string;
  readonly ksa: string;
}

/** Whose hand writes an object, so that a fix can be written for that hand. */
export type Owner =
  | { readonly kind: 'none' }
  | { readonly kind: 'kustomization'; readonly namespace: string; readonly name: string; readonly path: string | null }
  | { readonly kind: 'fluxinstance'; readonly namespace: string; readonly name: string }
  | { readonly kind: 'resourceset'; readonly namespace: string; readonly name: string }
  | { readonly kind: 'helmrelease'; readonly namespace: string; readonly name: string; readonly chart: string | null }
  | { readonly kind: 'helm'; readonly namespace: string; readonly release: string; readonly chart: string | null }
  | { readonly kind: 'flux-v1' }
  | { readonly kind: 'argocd'; readonly application: string }
  | { readonly kind: 'terraform' }
  | { readonly kind: 'config-connector'; readonly namespace: string; readonly name: string };

export interface Place {
  /** `ServiceAccount`, `Deployment`, `pod template`, `Namespace`, `Service`, `HelmRelease`, … */
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** Where in it, and what stands there. */
  readonly at: string;
  readonly value: string;
}

export interface Cluster {
  readonly project: string;
  readonly location: string;
  readonly name: string;
}

/** One member as it stands in a policy. */
export interface Grant {
  readonly member: string;
  readonly role: string;
  readonly resource: string;
}

/** What is needed to write or read a binding of a KSA on a GSA. */
export interface Binding extends Ksa {
  readonly gsa: string;
  readonly pool: string;
}

export interface Image {
  readonly image: string;
  readonly host: string;
}

export interface Repository extends Image {
  readonly project: string;
  readonly location: string;
  readonly repository: string;
}

/** Who was refused: `GSA x@y`, `KSA ns/name`, `anonymous`, `operator a@b`, `node x@y`. */
export type AsWhom = string;

export interface FluxObject {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

export interface Workload {
  readonly namespace: string;
  readonly workload: string;
}

export interface FindingArgs {
  // access
  'kubeconfig-invalid': { readonly source: string; readonly problem: string; readonly context: string | null };
  'credential-plugin-failed': {
    readonly context: string | null;
    readonly command: string;
    /** `gcloud-missing`: the plugin runs gcloud, which is not there. `login`: nobody is logged in, or no more. */
    readonly cause: 'missing' | 'gcloud-missing' | 'login' | 'failed';
    /** Which login it uses; `null`: it is no plugin of gcloud's. */
    readonly login: 'gcloud' | 'application-default' | null;
    /** How to install it, by the kubeconfig. */
    readonly hint: string;
    readonly problem: string;
  };
  'cluster-unreachable': { readonly context: string; readonly server: string; readonly problem: string };
  'cluster-unauthorized': { readonly context: string; readonly server: string; readonly problem: string };
  'cluster-not-gke': {
    readonly context: string;
    /** One of the three is what shows it. */
    readonly issuer: string | null;
    readonly node: string | null;
    readonly version: string | null;
  };
  'google-credentials-missing': { readonly problem: string };
  'google-credentials-expired': {
    readonly cause: 'log-in-again' | 'revoked' | 'account-disabled' | 'policy';
    readonly account: string | null;
    readonly problem: string;
  };
  'project-unusable': {
    readonly project: string;
    readonly cause: 'absent' | 'deleted' | 'suspended' | 'billing';
    readonly problem: string;
  };
  'kubernetes-permission-missing': {
    readonly verb: string;
    readonly resource: string;
    readonly group: string;
    readonly namespace: string | null;
    readonly name: string | null;
    readonly user: string | null;
    readonly iamPermission: string | null;
    /** The cluster's, as far as the context's name tells. */
    readonly project: string | null;
  };
  'google-permission-missing': {
    readonly permission: string;
    readonly resource: string;
    readonly role: string;
    readonly as: AsWhom;
  };
  'api-unreachable': { readonly host: string; readonly problem: string };
  'api-disabled': { readonly service: string; readonly consumer: string; readonly as: AsWhom };
  'quota-project-denied': { readonly project: string; readonly as: AsWhom };
  'google-rate-limited': { readonly host: string; readonly problem: string; readonly retryAfterSeconds: number | null };

  // workload
  'workload-not-found': { readonly searched: string; readonly objects: number; readonly reflectorMissing: boolean };
  'workload-not-running': Workload & {
    readonly cause: 'scaled-to-zero' | 'crash' | 'image' | 'scheduling' | 'token-not-mounted' | 'not-ready';
    readonly detail: string;
  };
  'controller-flags-invalid': Workload & { readonly version: string; readonly flag: string; readonly problem: string };
  'nothing-to-scan': { readonly searched: string };
  'workload-uses-other-ksa': Workload & {
    readonly runsAs: string;
    readonly annotated: string;
    /** Who says so: the template; or pods of an earlier rollout, while the template is right by now. */
    readonly by: 'template' | 'earlier-pods';
    readonly gsa: string;
    readonly owner: Owner;
  };
  'workload-on-host-network': Workload & { readonly owner: Owner };
  'workload-predates-annotation': Workload & Ksa & { readonly changedAt: string };
  'credentials-file-overrides-identity': Workload & {
    readonly variable: string;
    readonly value: string;
    readonly version: string | null;
    readonly owner: Owner;
  };
  'proxy-captures-metadata': Workload & {
    readonly variable: string;
    readonly noProxy: string;
    readonly version: string | null;
    readonly owner: Owner;
  };
  'mesh-blocks-metadata': Workload & { readonly sidecar: string };
  'flux-too-old-for-registry': Workload & { readonly version: string; readonly host: string; readonly minimum: string };
  'object-not-watched': FluxObject & { readonly selectors: readonly string[] };

  // KSA
  'ksa-not-found': Ksa & { readonly near: string | null };
  'ksa-annotation-missing': Ksa & {
    readonly gsa: string | null;
    readonly elsewhere: readonly Place[];
    readonly owner: Owner;
    readonly refusal: string | null;
  };
  'ksa-annotation-empty': Ksa & { readonly value: string; readonly gsa: string | null; readonly owner: Owner };
  'ksa-annotation-malformed': Ksa & {
    readonly value: string;
    readonly problem: string;
    readonly likely: string | null;
    readonly owner: Owner;
  };
  'ksa-annotation-misspelled': Ksa & { readonly found: Place; readonly likely: string | null; readonly owner: Owner };
  'helm-dots-unescaped': Ksa & {
    readonly place: Place;
    readonly release: { readonly kind: 'HelmRelease' | 'helm'; readonly namespace: string; readonly name: string };
    readonly gsa: string | null;
  };
  'helm-values-key-wrong': Ksa & { readonly place: Place; readonly expectedKey: string; readonly gsa: string | null };
  'owner-not-applying': Ksa & {
    readonly owner: Owner;
    readonly cause: 'suspended' | 'failing';
    readonly message: string;
  };
  'ksa-owned-twice': Ksa & { readonly managers: readonly string[] };
  'gsa-email-unsupported': Ksa & { readonly gsa: string };
  'workload-identity-provider-invalid': Ksa & {
    readonly value: string;
    /** `malformed`: Flux itself refuses it. `unknown`: Google's STS knows no such pool or provider. */
    readonly cause: 'malformed' | 'unknown';
    readonly problem: string;
    readonly likely: string | null;
    readonly owner: Owner;
  };

  // GKE
  'workload-pool-missing': { readonly cluster: Cluster };
  'workload-pool-foreign': { readonly cluster: Cluster; readonly pool: string; readonly expected: string };
  'node-metadata-server-missing': {
    readonly cluster: Cluster | null;
    readonly nodePool: string | null;
    readonly nodes: readonly string[];
    readonly mode: string;
    readonly nodeAccount: string | null;
    readonly pods: readonly string[];
  };
  'metadata-server-unhealthy': {
    readonly node: string;
    readonly cause: 'not-ready' | 'absent' | 'restarting' | 'overloaded';
    readonly detail: string;
  };
  'metadata-egress-blocked': Workload & {
    readonly policies: readonly string[];
    readonly what: 'metadata' | 'dns';
    readonly dataplane: string;
    readonly peer: string;
    readonly port: number;
  };
  'google-egress-blocked': Workload & {
    readonly from: 'node' | 'controller';
    readonly host: string;
    readonly message: string;
  };
  'metadata-probe-stuck': Workload & { readonly message: string };
  'scans-as-node-identity': Workload & { readonly nodeAccount: string | null; readonly reason: string };

  // GSA
  'gsa-not-found': Ksa & { readonly gsa: string; readonly project: string | null };
  'gsa-disabled': { readonly gsa: string; readonly project: string | null };
  'gsa-misspelled': Ksa & { readonly gsa: string; readonly near: string; readonly owner: Owner };

  // binding
  'binding-missing': Binding & { readonly poolLostInPasting: boolean };
  'binding-wrong-namespace': Binding & { readonly found: Grant };
  'binding-wrong-ksa': Binding & { readonly found: Grant };
  'binding-wrong-pool': Binding & { readonly found: Grant };
  'binding-wrong-role': Binding & { readonly found: Grant };
  'binding-malformed': Binding & { readonly found: Grant; readonly problem: string };
  'binding-condition-unmet': Binding & { readonly found: Grant; readonly expression: string; readonly title: string };
  'binding-denied': Binding & { readonly policy: string; readonly resource: string; readonly principal: string };
  'binding-stale-principal': Binding & { readonly found: Grant; readonly uid: string };

  // token
  'token-request-forbidden': Ksa & {
    readonly controller: string;
    readonly controllerNamespace: string;
    readonly how: 'flux-operator' | 'helm' | 'other';
  };
  'object-identity-disabled': Workload &
    Ksa & { readonly version: string | null; readonly objects: number; readonly owner: Owner };
  'object-identity-unsupported': Workload &
    Ksa & { readonly version: string | null; readonly kind: string; readonly minimum: string | null };
  'token-exchange-rejected': Ksa & {
    readonly pool: string;
    readonly audience: string;
    readonly error: string;
    readonly description: string;
    readonly skewSeconds: number | null;
  };
  'impersonation-denied': Binding & {
    readonly message: string;
    readonly troubleshooter: string | null;
    readonly candidates: readonly string[];
  };
  'binding-propagating': Binding & { readonly since: string | null; readonly evidence: string };

  // registry
  'registry-unsupported': Image;
  'registry-host-unmatched': Image & { readonly suggestion: string | null; readonly version: string | null };
  'bucket-not-found': Image & { readonly bucket: string; readonly project: string };
  'bucket-access-denied': Image & {
    readonly bucket: string;
    readonly permission: string;
    readonly principal: string;
    readonly as: AsWhom;
  };
  'registry-grant-stale': Repository & {
    readonly gsa: string;
    readonly found: Grant;
    readonly uniqueId: string | null;
  };
  'registry-unreachable-from-cluster': Image & { readonly message: string };
  'registry-ca-untrusted': Image & { readonly message: string };
  'registry-moved': Repository & { readonly bucket: string; readonly found: Grant; readonly principal: string };
  /** `reference`: the tag or digest that was pulled; `null`: the tags were to be listed. */
  'registry-refused': Repository & {
    readonly reason: RegistryReason;
    readonly message: string;
    readonly reference: string | null;
  };
  'registry-shut-down': Image & { readonly project: string };
  'repository-not-found': Repository & { readonly near: string | null };
  /** `settled`: the repository was seen to exist, else it is one of two. */
  'repository-access-denied': Repository & {
    readonly permission: string;
    readonly principal: string;
    readonly as: AsWhom;
    readonly settled: boolean;
  };
  'perimeter-denied': {
    readonly host: string;
    readonly identifier: string;
    readonly as: AsWhom;
    readonly inside: boolean;
  };

  // scan
  'image-reference-invalid': FluxObject & {
    readonly image: string;
    readonly problem: string;
    readonly suggestion: string | null;
  };
  'image-not-found': Repository & { readonly imageName: string; readonly near: string | null };
  'image-empty': Repository & { readonly imageName: string };
  'tags-access-denied': Repository & { readonly message: string; readonly as: AsWhom };
  'token-expired-in-cache': FluxObject & {
    readonly workload: string;
    readonly workloadNamespace: string;
    readonly message: string;
  };
  'provider-not-google': FluxObject & {
    readonly provider: string;
    readonly version: string | null;
    readonly owner: Owner;
  };
  'secret-overrides-identity': FluxObject & {
    readonly secret: string;
    readonly version: string | null;
    readonly owner: Owner;
  };
  'secret-ignored': FluxObject & { readonly secret: string; readonly version: string | null };
  'scan-suspended': FluxObject;
  'scan-disabled': Workload & { readonly flag: string };
  'scan-stale': FluxObject & { readonly last: string | null; readonly intervalSeconds: number | null };
  /** `mended`: the text is explained by a link that is proved now. */
  'scan-failing': FluxObject & { readonly message: string; readonly age: string | null; readonly mended: boolean };

  'internal-error': { readonly problem: string; readonly where: string };
}
