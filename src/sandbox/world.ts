/**
 * The state of a sandbox: one GKE cluster and the Google projects around it, as plain data. The servers evaluate it;
 * nothing is scripted. A scenario is the healthy world with one thing changed.
 */

export interface World {
  readonly cluster: ClusterState;
  readonly google: GoogleState;
  readonly operator: OperatorState;
  /** What goes wrong on the way, rather than in the state. */
  readonly faults: Fault[];
}

export interface ClusterState {
  /** Must be in `google.projects[project].clusters`. */
  project: string;
  location: string;
  name: string;
  gitVersion: string;
  /** The kubeconfig's context name. */
  context: string;
  /** Everything the API server stores: Deployments, Pods, KSAs, Nodes, Flux objects, RBAC, Namespaces, Leases, Events. */
  objects: StoredObject[];
  /** Resources of custom groups that are served; the built-in ones are always there. */
  customResources: CustomResource[];
  /** False: nothing listens where the kubeconfig points. */
  reachable: boolean;
  /** The issuer of its tokens; absent: GKE's for project, location and name. */
  issuer?: string;
}

export interface StoredObject {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    uid?: string;
    resourceVersion?: string;
    creationTimestamp?: string;
    generation?: number;
    managedFields?: unknown[];
    [field: string]: unknown;
  };
  [field: string]: unknown;
}

export interface CustomResource {
  group: string;
  /** Served versions, the preferred one first. */
  versions: string[];
  plural: string;
  singular: string;
  kind: string;
  namespaced: boolean;
}

/** Who runs the doctor, and with what. */
export interface OperatorState {
  /** As the API server knows them. RBAC objects in the cluster decide what they may. */
  kubernetesUser: string;
  kubernetesGroups: string[];
  /**
   * `none`: no kubeconfig is handed out. `expired`: its token is not known to the cluster. `plugin`: its user has
   * gke-gcloud-auth-plugin, which gives the token, is not installed, or is not logged in.
   */
  kubeconfig: 'token' | 'none' | 'expired' | 'plugin' | 'plugin-missing' | 'plugin-logged-out';
  /** The Google account behind the Application Default Credentials. Policies decide what it may. */
  account: string;
  /** `none`: there are none. `expired`: the refresh token is refused (`invalid_rapt`). */
  credentials: 'authorized-user' | 'expired' | 'none';
}

export interface GoogleState {
  /** By project id. */
  projects: Record<string, ProjectState>;
  /** By number. */
  folders: Record<string, { parent: string; policy: IamPolicy; deny: DenyPolicy[] }>;
  organizations: Record<string, { policy: IamPolicy; deny: DenyPolicy[] }>;
  /** Custom roles by full name (`projects/P/roles/R`); the predefined ones are built in. */
  roles: Record<string, { permissions: string[] }>;
}

export interface ProjectState {
  number: string;
  state: 'ACTIVE' | 'DELETE_REQUESTED';
  /** Google has suspended it: no API serves it, though it is there. */
  suspended?: boolean;
  /** Services that a policy of the organization (`gcp.restrictServiceUsage`) does not let it use. */
  restrictedServices?: string[];
  billing: boolean;
  /** `folders/N` or `organizations/N`. */
  parent: string | null;
  /** Enabled services, e.g. `iamcredentials.googleapis.com`. */
  services: string[];
  policy: IamPolicy;
  deny: DenyPolicy[];
  /** By e-mail. */
  serviceAccounts: Record<string, ServiceAccountState>;
  /** By `LOCATION/NAME`. */
  repositories: Record<string, RepositoryState>;
  /** By bucket name. */
  buckets: Record<string, BucketState>;
  /** By `LOCATION/NAME`. */
  clusters: Record<string, GkeClusterState>;
  /** Whether the project's identity pool exists: it is made with its first Workload Identity cluster. */
  workloadPoolExists: boolean;
  /** Workload identity pools that somebody made, by id; GKE's own is not among them. */
  identityPools: Record<string, IdentityPoolState>;
  /**
   * How the project's `gcr.io` names are served: by Artifact Registry, by Container Registry's buckets as before 2025,
   * or not at all (412).
   */
  gcr: 'artifact-registry' | 'container-registry' | 'shut-down';
  /** Callers outside are refused by a VPC Service Controls perimeter, for these services. */
  perimeter: string[];
}

export interface IdentityPoolState {
  disabled: boolean;
  /** By id. */
  providers: Record<string, IdentityProviderState>;
}

/** An OIDC provider. */
export interface IdentityProviderState {
  issuer: string;
  /** Empty: the provider's own resource name, with or without `https:`. */
  allowedAudiences: string[];
  /** CEL over `assertion`, by attribute, e.g. `google.subject`: `assertion.sub`. */
  attributeMapping: Record<string, string>;
  attributeCondition?: string;
}

export interface ServiceAccountState {
  uniqueId: string;
  disabled: boolean;
  policy: IamPolicy;
}

export interface RepositoryState {
  format: 'DOCKER' | 'MAVEN';
  mode: 'STANDARD_REPOSITORY' | 'REMOTE_REPOSITORY' | 'VIRTUAL_REPOSITORY';
  policy: IamPolicy;
  /** Tags by image name. */
  images: Record<string, string[]>;
  /** Content is encrypted with a key of the customer's; absent: with Google's own. */
  kmsKey?: {
    /** `projects/P/locations/L/keyRings/R/cryptoKeys/K`. */
    name: string;
    state: 'ENABLED' | 'DISABLED' | 'DESTROYED';
    /** Whether Artifact Registry's service agent may use it. */
    agentMayUse: boolean;
  };
  /** Rules that keep content from being downloaded. Listing tags is no download. */
  downloadRules?: { name: string; image?: string; tag?: string }[];
}

export interface BucketState {
  location: string;
  policy: IamPolicy;
  /** For Container Registry buckets: tags by image path, e.g. `app` or `team/app`. */
  images: Record<string, string[]>;
  /** Names of what else is in it. */
  objects?: string[];
}

export interface GkeClusterState {
  workloadPool: string | null;
  autopilot: boolean;
  datapath: 'ADVANCED_DATAPATH' | 'LEGACY_DATAPATH';
  networkPolicy: boolean;
  /** Absent: kube-dns. */
  dns?: 'cloud-dns';
  /** Names are asked of a cache on each node first. */
  nodeLocalDns?: boolean;
  version: string;
  /** By name. `mode` absent: not set, which is GCE_METADATA. */
  nodePools: Record<string, { mode?: 'GKE_METADATA' | 'GCE_METADATA'; serviceAccount: string; version: string }>;
}

export interface IamPolicy {
  bindings: { role: string; members: string[]; condition?: { title: string; expression: string } }[];
  etag?: string;
}

export interface DenyPolicy {
  id: string;
  rules: {
    deniedPrincipals: string[];
    exceptionPrincipals?: string[];
    deniedPermissions: string[];
    exceptionPermissions?: string[];
    denialCondition?: { title: string; expression: string };
  }[];
}

/** Something that goes wrong between the state and the answer. */
export interface Fault {
  /** Host name, e.g. `sts.googleapis.com`, or `kubernetes`. */
  host: string;
  /** Matches the path; absent: every path. */
  path?: RegExp;
  /** `CONNECT`: the proxy's own answer to who wants to reach the host. Absent: every method but that. */
  method?: string;
  /** Only this many times; absent: always. */
  times?: number;
  /** Met only by Flux in the cluster, or only by callers outside of it; absent: by both. */
  from?: 'cluster' | 'outside';
  answer:
    | FaultyAnswer
    /** The connection is closed without an answer. */
    | { kind: 'reset' }
    /** No answer for so long. */
    | { kind: 'delay'; ms: number }
    /** No answer ever. */
    | { kind: 'hang' }
    /** It comes in pieces, and breaks off after the head, or half-way. */
    | { kind: 'cut'; after: 'head' | 'half'; of: FaultyAnswer }
    /** A byte every so often, without end. */
    | { kind: 'drip'; ms: number }
    /** The server shows a certificate that is not to be trusted; it is met by whoever connects. */
    | { kind: 'certificate'; which: 'expired' | 'of-another-host' | 'of-another-authority' };
}

/** A string or bytes are sent as they are, an object as JSON. */
export interface FaultyAnswer {
  kind: 'status';
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

/** A scenario: a name, what is wrong in a sentence, and the one change. It may return a command that writes what was there. */
export interface Scenario {
  readonly id: string;
  readonly title: string;
  /** Ids of the public breakages that this is one of (docs/cases.md), e.g. `B17`. */
  readonly cases?: readonly string[];
  /** `flux-v2` (controller path on Artifact Registry), or another healthy world to begin from. */
  readonly from: HealthyWorld;
  change(world: World): void;
  readonly expect: Expected;
}

/** What the doctor must say of a scenario. */
export interface Expected {
  readonly verdict: 'healthy' | 'broken' | 'inconclusive';
  /** Code of the root cause (broken), of the suspect (inconclusive), or `null`. */
  readonly code: string | null;
  /**
   * What the cause names: arguments of its finding by their path (`found.member`); `identity` as NAMESPACE/KSA; `target`,
   * the image that the check is about.
   */
  readonly blames?: Readonly<Record<string, string>>;
  /** What is offered first: its tool, and phrases that stand in its command (options left out, or as it is) or its file. */
  readonly repair?: { readonly tool: string; readonly does: readonly string[] };
  /** Words that must stand on the screen: in the summary of the cause, or in what was expected and what is there. */
  readonly says?: readonly string[];
  /** Codes of what could not be seen, and must be said to be so. */
  readonly unknowns?: readonly string[];
  /** Codes of warnings that must be there too. */
  readonly warns?: readonly string[];
  /** Codes of other causes. */
  readonly others?: readonly string[];
}

export type HealthyWorld =
  | 'flux-v2'
  | 'flux-v2-object'
  | 'flux-v1'
  | 'flux-v2-gcr'
  | 'three-projects'
  | 'direct'
  | 'many';
