/**
 * What a check is: plain data and one async function. Nothing here knows what is being checked;
 * the vocabulary (scopes and their contexts, links, findings) comes in by type parameters.
 */

/** The kinds of scope and what a check of each kind is handed, e.g. `{ cluster: …, identity: …, target: … }`. */
export type ScopeContexts = Record<string, object>;

/**
 * How a check ends.
 *
 * - `pass`, `warn`, `broken`: settled by the check itself.
 * - `suspected`: a reading that is broken only if a proof agrees; who judges the run settles it.
 * - `unknown`: could not be seen.
 * - `skipped`: does not apply here; `notes` says why.
 * - `blocked`: an optional need turned out to be needed, and its check (`blockedBy`) gave no fact.
 *
 * A `fact`, where there is one, is handed to the checks that need it, whatever the status is:
 * a broken link that still yields its input blocks nothing.
 */
export interface Outcome<Fact, Finding> {
  readonly status: 'pass' | 'warn' | 'broken' | 'suspected' | 'unknown' | 'skipped' | 'blocked';
  readonly blockedBy?: string;
  readonly fact?: Fact;
  readonly findings: readonly Finding[];
  readonly notes: readonly string[];
}

/** A need of a check: another check whose fact it is handed. `optional` ones may come as `undefined`. */
export interface Need<Fact, Optional extends boolean = boolean> {
  readonly check: AnyCheck;
  readonly optional: Optional;
  /** Carries the type only; never set. */
  readonly fact?: Fact;
}

export type Needs = Record<string, AnyCheck | Need<unknown>>;

export type FactOf<N> =
  N extends Need<infer Fact, infer Optional>
    ? Optional extends true
      ? Fact | undefined
      : Fact
    : N extends Check<infer Fact, infer _Finding>
      ? Fact
      : never;

export type FactsOf<N extends Needs> = { readonly [Key in keyof N]: FactOf<N[Key]> };

export interface Check<Fact, Finding> {
  readonly id: string;
  readonly link: string;
  readonly scope: string;
  /** Completes "the … ": `KSA names a Google service account`. */
  readonly title: string;
  readonly needs: Needs;
  /** Whether it is a question of this scope at all; where not, it is not planned. Absent: of every scope of its kind. */
  readonly applies?: (context: never) => boolean;
  /** Milliseconds after which the check is given up as `unknown`. */
  readonly deadline: number;
  readonly run: (input: never) => Promise<Outcome<Fact, Finding>>;
}

// The facts of all checks together have no common type; the needs of each check name theirs.
export type AnyCheck = Check<unknown, unknown>;

/**
 * Gives the `defineCheck` of one vocabulary. It only types: the check is returned as it came.
 */
export function checkDefiner<Contexts extends ScopeContexts, Link extends string, Finding>() {
  return function defineCheck<
    Fact,
    Scope extends keyof Contexts & string,
    N extends Needs = Record<never, never>,
  >(definition: {
    readonly id: string;
    readonly link: Link;
    readonly scope: Scope;
    readonly title: string;
    readonly needs?: N;
    readonly applies?: (context: Contexts[Scope]) => boolean;
    readonly deadline: number;
    readonly run: (input: Contexts[Scope] & { readonly needs: FactsOf<N> }) => Promise<Outcome<Fact, Finding>>;
  }): Check<Fact, Finding> & { readonly link: Link; readonly scope: Scope } {
    return { needs: {}, ...definition };
  };
}

/** Marks a need that may be absent: the check waits for it, and runs all the same. */
export function optional<Fact, Finding>(check: Check<Fact, Finding>): Need<Fact, true> {
  return { check, optional: true };
}

/** A number of seconds as the milliseconds that deadlines are given in. */
export function seconds(count: number): number {
  return count * 1000;
}
