/** The words that every part shares (see docs/architecture.md): links, identities, targets, findings, fixes. */

export { finding } from '../findings/finding.ts';
export type { Code, Finding } from '../findings/finding.ts';

/** The joints of the chain, in its order; `access` comes before it. */
export const links = ['access', 'workload', 'KSA', 'GKE', 'GSA', 'binding', 'token', 'registry', 'scan'] as const;
export type Link = (typeof links)[number];

export const statuses = ['pass', 'warn', 'broken', 'unknown', 'blocked', 'skipped'] as const;
export type Status = (typeof statuses)[number];

export type Verdict = 'healthy' | 'broken' | 'inconclusive';

/** How a token is proved (`--prove-as`), and how it was. */
export const proofWays = ['workload', 'pod', 'operator', 'none'] as const;
export type ProofWay = (typeof proofWays)[number];

export const fixTools = ['gcloud', 'kubectl', 'helm', 'flux', 'terraform', 'flux-wi'] as const;

/**
 * `now`: safe, complete, takes effect. `lasting`: the owner's file in Git, Helm values or Terraform. `find-out`: reads
 * alone. `ask-first`: disrupts others, needs another person, or undoes what somebody did on purpose.
 */
export const fixKinds = ['now', 'lasting', 'find-out', 'ask-first'] as const;
export type FixKind = (typeof fixKinds)[number];

/** A permission that a fix requires, as an access review or `testIamPermissions` asks for it. */
export type FixRight =
  | {
      readonly system: 'kubernetes';
      readonly verb: string;
      readonly group: string;
      /** Plural; a subresource after a slash. */
      readonly resource: string;
      /** `null`: cluster-wide. */
      readonly namespace: string | null;
    }
  | {
      readonly system: 'google';
      readonly permission: string;
      /** `projects/P`, `projects/P/serviceAccounts/E`, `projects/P/locations/L/repositories/R` or `buckets/B`. */
      readonly resource: string;
    };

/** What repairs a finding, written for the owner of the thing. */
export interface Fix {
  readonly kind: FixKind;
  readonly title: string;
  readonly tool: (typeof fixTools)[number];
  /** Can be pasted into a POSIX shell. A value that cannot be known is asked for by `${NAME:?what}`. */
  readonly command: string;
  /** The same by another program that the reader may have, such as `flux` beside `kubectl`; absent: none. */
  readonly alternative?: string;
  /** A condition that the reader knows and nothing that was read tells: "if Terraform manages this policy". */
  readonly when?: string;
  /** For owners who want a file: which, what to do with the lines ("add under patches:"), its language, the lines. */
  readonly patch: {
    readonly file: string;
    readonly place: string;
    readonly language: 'yaml' | 'hcl';
    readonly content: string;
  } | null;
  /** What running it requires, for programs; absent: nothing, or not known. */
  readonly rights?: readonly FixRight[];
  /** The permission or role that running it needs. */
  readonly permission: string;
  /** How long it takes to act, in words. */
  readonly takes: string;
  /** A command that shows that it worked. */
  readonly verify: string;
}

/** What an identity scans: an image and the storage behind it. */
export interface Target {
  /** Unique within its identity. */
  readonly key: string;
  /** As Flux is given it, e.g. `europe-west1-docker.pkg.dev/acme-prod/apps/api`. */
  readonly image: string;
  readonly registry: Registry;
  readonly objects: readonly ScanObject[];
  /** False: of a large repository, not one of the images whose tags are listed; the repository's own list speaks for it. */
  readonly probe: boolean;
}

/** What an image reference names. */
export type Registry =
  | {
      /** `L-docker.pkg.dev`, or a `gcr.io` host, which Artifact Registry serves today by a repository named as the host. */
      readonly kind: 'artifact-registry' | 'gcr';
      readonly host: string;
      readonly project: string;
      readonly location: string;
      readonly repository: string;
      /** Path below the repository, e.g. `team/api`. */
      readonly imageName: string;
      /** Path in the registry protocol: all after the host. */
      readonly path: string;
    }
  | { readonly kind: 'not-google'; readonly host: string; readonly path: string }
  /** A host of Google's that serves no project's images: its own (`k8s.gcr.io`, `mirror.gcr.io`), or none at all. */
  | { readonly kind: 'google-own'; readonly host: string; readonly path: string }
  /** No registry: a bucket of Cloud Storage, which Flux reads with the same identities. */
  | { readonly kind: 'bucket'; readonly bucket: string }
  /** Google serves it, but Flux does not take the host for Google's (a port, `docker.L.rep.pkg.dev`). */
  | { readonly kind: 'unmatched'; readonly host: string; readonly path: string; readonly suggestion: string | null }
  | { readonly kind: 'invalid'; readonly reason: string };

export type ScanKind =
  | 'ImageRepository'
  | 'OCIRepository'
  | 'HelmChart'
  | 'Bucket'
  | 'GARArtifactTag'
  | 'PodTemplate'
  | 'Flag';

/** An object that makes Flux read a registry, parsed at the edge. */
export interface ScanObject {
  readonly kind: ScanKind;
  readonly namespace: string;
  readonly name: string;
  readonly image: string;
  /** `gcp`, `generic`, …; `null` where the kind has no such field. */
  readonly provider: string | null;
  /** Names of pull secrets that the object itself refers to. */
  readonly secretRefs: readonly string[];
  readonly serviceAccountName: string | null;
  readonly proxySecret: string | null;
  readonly suspended: boolean;
  readonly insecure: boolean;
  /** Seconds between scans; `null` where there is none. */
  readonly intervalSeconds: number | null;
  readonly generation: number | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly status: ScanStatus | null;
  /** Of a bucket: what the names of the objects that it reads begin with. Absent: all are read. */
  readonly prefix?: string;
  /** What it pulls; absent: it lists the tags alone. */
  readonly pulls?: Pulled;
}

/** Which content of an image is pulled. */
export type Pulled =
  /** A tag or a digest, without a look at the list. */
  | { readonly by: 'reference'; readonly reference: string }
  /** The highest tag in a range. `plus`: its versions may hold a `+`, which stands in tags as `_`. */
  | { readonly by: 'range'; readonly range: string; readonly filtered: boolean; readonly plus: boolean }
  /** Every tag. */
  | { readonly by: 'every' };

/** What Flux last said of a scan. */
export interface ScanStatus {
  readonly ready: boolean | null;
  readonly stalled: boolean;
  readonly reason: string;
  /** As Flux wrote it, without control characters. */
  readonly message: string;
  readonly observedGeneration: number | null;
  /** Of the condition that tells: the generation of the last try, good or bad. */
  readonly conditionGeneration: number | null;
  /** When the Ready condition last turned, RFC 3339. */
  readonly transition: string | null;
  /** The last good scan. */
  readonly scanTime: string | null;
  readonly tagCount: number | null;
  /** The newest Warning event of the object. */
  readonly lastWarning: string | null;
}

/** The Deployment that reads registries. `version` is the controller's own, e.g. `1.0.1`. */
export interface WorkloadRef {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly component: Component;
  readonly version: string | null;
}

export type Component = 'flux-v1' | 'image-reflector-controller' | 'source-controller' | 'flux-operator';

/** One (namespace, KSA) that is authenticated as, and the path by which. */
export interface Identity {
  /** `CONTEXT/NAMESPACE/KSA`, with `@object` for the object path. */
  readonly id: string;
  readonly context: string;
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly path: 'controller' | 'object';
  readonly workloads: readonly WorkloadRef[];
  readonly targets: readonly Target[];
}

/** The context of an identity's id: contexts may hold slashes; namespaces and KSAs cannot. */
export function contextOf(id: string): string {
  return id.split('/').slice(0, -2).join('/');
}

export function identityId(context: string, namespace: string, serviceAccount: string, path: Identity['path']): string {
  return `${context}/${namespace}/${serviceAccount}${path === 'object' ? '@object' : ''}`;
}
