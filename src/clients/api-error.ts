/**
 * What an API's refusal means, whichever of the many envelopes it came in. Clients throw nothing else
 * for what the outside world says.
 *
 * - `anonymous`: no credential was shown, and one is needed.
 * - `unauthenticated`: the credential itself was not accepted (401).
 * - `refused`: the credential was accepted and lacks a right (403).
 * - `not-found`: 404. · `gone`: 410, or a registry that was shut down (412).
 * - `not-reached`: no answer (DNS, connect, time-out, reset). · `not-trusted`: TLS (an unknown CA, a wrong name).
 * - `throttled`: 429 or a quota. · `not-yet`: 5xx after all retries, "stale", not ready.
 * - `api-disabled` · `perimeter` · `quota-project` · `project-unusable` · `scope`: the front end refused; it says nothing of the resource.
 * - `rejected`: 400 and kin: the request itself was refused (STS `invalid_grant`, …).
 * - `nonsense`: an answer that is not recognisably the API's own (a captive portal's page, a proxy's refusal).
 */
export type RefusalKind =
  | 'anonymous'
  | 'unauthenticated'
  | 'refused'
  | 'not-found'
  | 'gone'
  | 'not-reached'
  | 'not-trusted'
  | 'throttled'
  | 'not-yet'
  | 'api-disabled'
  | 'perimeter'
  | 'quota-project'
  | 'project-unusable'
  | 'scope'
  | 'rejected'
  | 'nonsense';

export interface ApiErrorDetails {
  readonly kind: RefusalKind;
  /** The method as its owner names it, e.g. `iam.projects.serviceAccounts.getIamPolicy`. */
  readonly api: string;
  readonly resource: string;
  /** As whom it was asked, e.g. `operator a@b`, `GSA x@y`, `KSA ns/name`, `anonymous`. */
  readonly as: string;
  readonly host: string;
  /** HTTP status; 0 where there was no answer. */
  readonly status: number;
  /** `error.details[].reason`, `errors[0].reason`, STS's `error`, a registry's `code`, Kubernetes' `reason`; else empty. */
  readonly reason: string;
  readonly domain: string;
  readonly metadata: Readonly<Record<string, string>>;
  /** The message, without control characters, tokens and the trailer about missing IAM bindings. */
  readonly message: string;
  /** The permission that the refusal names, if it does. */
  readonly permission: string | null;
  readonly troubleshooter: string | null;
  readonly retryAfterSeconds: number | null;
  /** The answer's `Date` header minus our clock, in seconds; `null` where there was none. */
  readonly clockSkewSeconds: number | null;
}

export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly details: ApiErrorDetails;

  constructor(details: ApiErrorDetails, options?: ErrorOptions) {
    super(`${details.api} ${details.resource} as ${details.as}: ${details.message}`, options);
    this.details = details;
  }

  get kind(): RefusalKind {
    return this.details.kind;
  }
}

/** No usable Application Default Credentials. */
export class GoogleCredentialsError extends Error {
  override readonly name = 'GoogleCredentialsError';
  /** `missing`: none were found. The others: they were found and are refused, or cannot be used. */
  readonly problem:
    | 'missing'
    | 'log-in-again'
    | 'revoked'
    | 'account-disabled'
    | 'policy'
    | 'impersonation-refused'
    | 'unreadable';
  readonly account: string | null;

  constructor(cause: GoogleCredentialsError['problem'], message: string, account: string | null = null) {
    super(message);
    this.problem = cause;
    this.account = account;
  }
}

/** A kubeconfig that cannot be used, or none. */
export class KubeconfigError extends Error {
  override readonly name = 'KubeconfigError';
  /** `absent`: there is none at all. `invalid`: it cannot be read. `context`: no such context. `exec`: its plugin failed. */
  readonly problem: 'absent' | 'invalid' | 'context' | 'exec';
  /** The files, or the plugin's command. */
  readonly source: string;
  /** The context that was asked for; `null`: none was found. */
  readonly context: string | null;
  /** Set where a credential plugin failed. */
  readonly plugin: PluginTrouble | null;

  constructor(
    problem: KubeconfigError['problem'],
    source: string,
    message: string,
    context: string | null = null,
    plugin: PluginTrouble | null = null,
  ) {
    super(message);
    this.problem = problem;
    this.source = source;
    this.context = context;
    this.plugin = plugin;
  }

  /** The same, of a context that was asked for by name. */
  of(context: string | null): KubeconfigError {
    const { problem, source, message, plugin } = this;
    return new KubeconfigError(problem, source, message, this.context ?? context, plugin);
  }
}

/** What is wrong with a credential plugin of a kubeconfig. The API server was not asked. */
export interface PluginTrouble {
  /** `missing`: it is not there. `gcloud-missing`: gcloud, which it runs, is not. `login`: it has no login. */
  readonly cause: 'missing' | 'gcloud-missing' | 'login' | 'failed';
  /** Which of gcloud's two logins it uses; `null`: it is no plugin of gcloud's. */
  readonly login: 'gcloud' | 'application-default' | null;
  /** How to install it, by the kubeconfig; empty: it does not say. */
  readonly hint: string;
}
