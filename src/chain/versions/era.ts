import type { ScanKind } from '../vocabulary.ts';
import type { HostTest } from './google-hosts.ts';

/** A kind as it logs in: a HelmChart does so with its HelmRepository's settings. */
export type LoginKind = Extract<
  ScanKind,
  'ImageRepository' | 'OCIRepository' | 'HelmChart' | 'Bucket' | 'GARArtifactTag' | 'PodTemplate'
>;

/**
 * What makes a kind log in to Google.
 *
 * - `never`: this version knows no Google login for it.
 * - `flag`: the controller's auto-login flag.
 * - `provider`: the object's own `spec.provider: gcp`.
 * - `provider-or-flag`: the flag still works while the provider is `generic`.
 * - `always`: by the host alone.
 */
type Login = 'never' | 'flag' | 'provider' | 'provider-or-flag' | 'always';

/**
 * What comes of a pull secret beside the identity: `secret-wins`, or (where the object asks for a provider)
 * `secret-ignored`.
 */
type Precedence = 'secret-wins' | 'secret-ignored';

/** How the controller's own identity is asked for. */
type MetadataPath =
  /** A plain GET to the metadata server by name, through the environment's proxies; key files are ignored. */
  | 'plain-get'
  /** Application Default Credentials: a key file first, then the metadata server by address, past any proxy. */
  | 'application-default';

/** What stands before identities that objects name themselves: the feature gate `ObjectLevelWorkloadIdentity`. */
type IdentityGate =
  /** No such gate: a controller that is given it ends at its start. */
  | 'unknown'
  /** Off unless it is set. */
  | 'needed'
  /** Retired, or not asked for: objects have identities whatever the gate says, and setting it does no harm. */
  | 'retired';

/** What one range of versions of one controller does. */
export interface Era {
  /** First version of the controller that does so. */
  readonly from: string;
  /** The Flux release that brought it. */
  readonly flux: string;
  readonly login: Partial<Record<LoginKind, Login>>;
  readonly hosts: HostTest;
  readonly precedence: Precedence;
  readonly metadata: MetadataPath;
  /** The object's `proxySecretRef` also carries the call to the metadata server. */
  readonly proxySecretCapturesMetadata: boolean;
  /** Kinds whose `spec.serviceAccountName` is an identity; elsewhere it names pull secrets at most. */
  readonly objectIdentity: readonly LoginKind[];
  readonly identityGate: IdentityGate;
  /**
   * Kinds that with provider `generic` show the registry a token of their KSA, if its annotations
   * `credential.auth.fluxcd.io/provider` and `/type` ask for that.
   */
  readonly genericToken: readonly LoginKind[];
  /** Annotations `credential.auth.fluxcd.io/…` of the KSA choose what is shown for it. */
  readonly credentialAnnotations: boolean;
  /** Kinds whose objects without a service account fall back to the `--default-service-account` flag. */
  readonly defaultServiceAccount: boolean;
  /** `inert`: parsed, and does nothing. */
  readonly autologinFlag: 'unknown' | 'works' | 'inert';
}

/** What is known of one controller. */
export interface History {
  /**
   * The newest `major.minor` whose sources were read. What a later one does is not known: it is taken for the newest
   * era, which may rest on an announcement alone, and nothing is called broken on its account.
   */
  readonly readUpTo: string;
  /** Oldest first. */
  readonly eras: readonly Era[];
}
