import type { AnyCheck } from './check.ts';

/** One call to the outside that was made on behalf of a check. */
export interface CallRecord {
  /** The method as its owner names it, e.g. `iam.projects.serviceAccounts.getIamPolicy`. */
  readonly api: string;
  readonly resource: string;
  /** When the answer came, RFC 3339. */
  readonly at: string;
  readonly durationMs: number;
  readonly attempts: number;
  /** What came of it in a few words: `200`, `403 IAM_PERMISSION_DENIED`, `not reached: ECONNREFUSED`. */
  readonly summary: string;
}

/** One check on one scope. */
export interface Instance {
  /** Unique in a run: `SCOPE-KEY#CHECK-ID`. */
  readonly key: string;
  readonly check: AnyCheck;
  readonly scopeKey: string;
}

/** How an instance ended. Adds to the outcomes of checks what only the engine can tell. */
export interface Settled<Finding> {
  readonly instance: Instance;
  readonly status: 'pass' | 'warn' | 'broken' | 'suspected' | 'unknown' | 'skipped' | 'blocked' | 'crashed';
  readonly findings: readonly Finding[];
  readonly notes: readonly string[];
  /** `blocked`: the id of the check whose fact is missing. */
  readonly blockedBy: string | null;
  /** `crashed`: what was thrown. */
  readonly error: unknown;
  readonly fact: unknown;
  readonly durationMs: number;
  readonly calls: readonly CallRecord[];
}

/** The one stream that feeds every output. */
export type RunEvent<Finding> =
  | { readonly type: 'planned'; readonly instance: Instance }
  | { readonly type: 'started'; readonly instance: Instance }
  | { readonly type: 'asking'; readonly instance: Instance; readonly api: string; readonly resource: string }
  | {
      readonly type: 'retrying';
      readonly instance: Instance;
      readonly api: string;
      readonly attempt: number;
      readonly reason: string;
    }
  | { readonly type: 'finished'; readonly settled: Settled<Finding> };
