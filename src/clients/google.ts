/** What the doctor asks of Google. Every call is remembered within a run (by caller, method, resource) and recorded as evidence. */

import type { Secret } from './secret.ts';

/** As whom a call is made. */
export interface Caller {
  /** As in `ApiError.as`, e.g. `operator a@b`, `GSA x@y`, `KSA ns/name`, `anonymous`. */
  readonly label: string;
  /** The account's e-mail where it is known. */
  readonly account: string | null;
  /** An access token now; `null` for `anonymous`. Throws `GoogleCredentialsError`. */
  token(): Promise<Secret | null>;
}

export interface Expr {
  readonly expression: string;
  readonly title: string;
}

export interface PolicyBinding {
  readonly role: string;
  readonly members: readonly string[];
  readonly condition: Expr | null;
}

/** A policy as read with version 3. */
export interface Policy {
  readonly bindings: readonly PolicyBinding[];
}

export interface ServiceAccount {
  readonly email: string;
  readonly uniqueId: string;
  readonly projectId: string;
  readonly disabled: boolean;
}

export interface DenyRule {
  readonly policy: string;
  readonly deniedPrincipals: readonly string[];
  readonly exceptionPrincipals: readonly string[];
  readonly deniedPermissions: readonly string[];
  readonly exceptionPermissions: readonly string[];
  readonly condition: Expr | null;
}

export interface GkeNodePool {
  readonly name: string;
  /** `GKE_METADATA`, `GCE_METADATA`, `MODE_UNSPECIFIED`, or `absent`. */
  readonly metadataMode: string;
  readonly serviceAccount: string | null;
  readonly version: string | null;
}

export interface GkeCluster {
  readonly project: string;
  readonly location: string;
  readonly name: string;
  /** `null`: Workload Identity is off. */
  readonly workloadPool: string | null;
  readonly autopilot: boolean;
  /** `ADVANCED_DATAPATH` is Dataplane V2. */
  readonly datapath: string | null;
  readonly networkPolicyEnabled: boolean;
  /** `CLOUD_DNS`, `KUBE_DNS` or `PLATFORM_DEFAULT`; `null`: not said. */
  readonly clusterDns: string | null;
  /** NodeLocal DNSCache. */
  readonly nodeLocalDns: boolean;
  readonly version: string | null;
  readonly nodePools: readonly GkeNodePool[];
}

export interface Project {
  readonly id: string;
  readonly number: string;
  /** `ACTIVE`, `DELETE_REQUESTED`, … */
  readonly state: string;
}

export interface ArtifactRepository {
  readonly project: string;
  readonly location: string;
  readonly name: string;
  readonly format: string;
  readonly mode: string;
}

export interface FederatedToken {
  readonly token: Secret;
  /** Seconds, if the answer says. */
  readonly expiresIn: number | null;
}

export interface AccessToken {
  readonly token: Secret;
  /** RFC 3339. */
  readonly expireTime: string;
}

/** The tag list of the registry v2 protocol, with Google's additions. */
export interface TagList {
  readonly tags: readonly string[];
  /** Images below this path. */
  readonly child: readonly string[];
  readonly manifests: number;
  /** True where the list was cut at our limit of pages. */
  readonly partial: boolean;
}

/** What a tag or digest stands for. */
export interface Manifest {
  readonly digest: string | null;
}

export const cloudPlatformReadOnly = 'https://www.googleapis.com/auth/cloud-platform.read-only';
/** What Flux itself asks for: wider than the doctor's own, used to repeat a refusal before it is called broken. */
export const fluxScopes = [
  'https://www.googleapis.com/auth/cloud-platform',
  'https://www.googleapis.com/auth/userinfo.email',
] as const;

/** All methods throw `ApiError`; those that need the operator's credentials also `GoogleCredentialsError`. */
export interface Google {
  /** The caller's own Application Default Credentials. Throws `GoogleCredentialsError`. */
  operator(): Promise<Caller>;
  readonly anonymous: Caller;
  callerWith(token: Secret, label: string, account: string | null): Caller;

  /** STS. `audience` is `identitynamespace:POOL:ISSUER`. */
  exchange(subjectToken: Secret, audience: string, label: string): Promise<FederatedToken>;
  /**
   * IAM Credentials `generateAccessToken`, 300 s, by `@google-cloud/iam-credentials`.
   *
   * @param quotaProject whom the call is counted against, where the KSA's annotation names one
   */
  generateAccessToken(
    caller: Caller,
    gsa: string,
    scopes: readonly string[],
    quotaProject?: string | null,
  ): Promise<AccessToken>;

  /** `testIamPermissions`: tells an absent account (`false`) without any right on it. */
  serviceAccountExists(caller: Caller, gsa: string): Promise<boolean>;
  serviceAccount(caller: Caller, gsa: string): Promise<ServiceAccount>;
  serviceAccounts(caller: Caller, project: string): Promise<readonly ServiceAccount[]>;
  serviceAccountPolicy(caller: Caller, gsa: string): Promise<Policy>;
  /** Permissions of a role: `roles/…`, `projects/P/roles/R`, `organizations/N/roles/R`. */
  rolePermissions(caller: Caller, role: string): Promise<readonly string[]>;
  /** All deny rules attached to `projects/P`, `folders/N` or `organizations/N`. */
  denyRules(caller: Caller, attachment: string): Promise<readonly DenyRule[]>;

  /**
   * `testIamPermissions`: which of these permissions the caller holds on `projects/P`, `projects/P/serviceAccounts/E`,
   * `projects/P/locations/L/repositories/R` or `buckets/B`; `null`: on nothing that can be asked about.
   */
  heldPermissions(caller: Caller, resource: string, permissions: readonly string[]): Promise<readonly string[] | null>;

  project(caller: Caller, project: string): Promise<Project>;
  projectPolicy(caller: Caller, project: string): Promise<Policy>;
  /** The project's ancestors above it, nearest first: `folders/N`, …, `organizations/N`. */
  ancestry(caller: Caller, project: string): Promise<readonly string[]>;
  /** `folders/N` or `organizations/N`. */
  ancestorPolicy(caller: Caller, ancestor: string): Promise<Policy>;

  cluster(caller: Caller, project: string, location: string, name: string): Promise<GkeCluster>;
  /** The public discovery document of a GKE cluster: `true` if it exists. Needs no permission. */
  clusterDiscovery(project: string, location: string, name: string): Promise<boolean>;

  repository(caller: Caller, project: string, location: string, repository: string): Promise<ArtifactRepository>;
  repositories(caller: Caller, project: string, location: string): Promise<readonly ArtifactRepository[]>;
  repositoryPolicy(caller: Caller, project: string, location: string, repository: string): Promise<Policy>;
  /** Names of all packages (images) of a repository, `/` unescaped. */
  packages(caller: Caller, project: string, location: string, repository: string): Promise<readonly string[]>;
  /** `legacyRedirectionState` of `projectSettings`. */
  redirection(caller: Caller, project: string): Promise<string>;

  /** A few names: it proves `storage.objects.list`. By `@google-cloud/storage`. */
  bucketObjects(caller: Caller, bucket: string, prefix: string): Promise<readonly string[]>;
  bucketExists(caller: Caller, bucket: string): Promise<boolean>;
  bucketPolicy(caller: Caller, bucket: string): Promise<Policy>;
  /** An object's description, which takes `storage.objects.get`. */
  bucketObject(caller: Caller, bucket: string, name: string): Promise<void>;

  /**
   * Lists the tags of an image as Flux does: `GET /v2/`, the token endpoint of its challenge, `tags/list`.
   * A refusal by either is an `ApiError` whose `api` is `registry.token` or `registry.tags`.
   * Tokens go only to Google's own registry hosts, or to a configured mirror.
   */
  tags(caller: Caller, host: string, path: string): Promise<TagList>;

  /**
   * Asks for the manifest behind a tag or digest, as Flux does before it pulls. A refusal is an `ApiError` whose `api` is
   * `registry.token` or `registry.manifest`.
   */
  manifest(caller: Caller, host: string, path: string, reference: string): Promise<Manifest>;

  /** Asks a registry for its challenge early, so that the first list need not wait for it. Decides nothing. */
  knock(host: string, path: string): void;

  /** The pod's metadata server: `null` where there is none within a second. */
  metadataServer(): Promise<{ readonly isGke: boolean; readonly email: string | null } | null>;
  /** A token of the metadata server, as whoever the pod is. */
  metadataToken(): Promise<AccessToken>;
}
