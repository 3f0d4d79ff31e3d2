import { inCallScope } from './call-scope.ts';
import type { AnyCheck, Need, Outcome, ScopeContexts } from './check.ts';
import type { CallRecord, Instance, RunEvent, Settled } from './events.ts';

/** One thing that checks run on: the cluster, one identity, one target. Scopes nest. */
export interface Scope<Contexts extends ScopeContexts = ScopeContexts> {
  readonly kind: keyof Contexts & string;
  /** Unique in the run. */
  readonly key: string;
  readonly parent: Scope<Contexts> | null;
  /** Handed to each check of this scope, beside its needs. */
  readonly context: object;
}

export interface RunOptions<Finding> {
  readonly checks: readonly AnyCheck[];
  /** Checks to leave out: they are `skipped`, and give no fact. */
  readonly leaveOut?: (check: AnyCheck) => string | null;
  /**
   * What an error of the outside world means. `null`: it is none, so it is a crash of ours.
   */
  readonly explainError: (error: unknown, check: AnyCheck) => Outcome<never, Finding> | null;
  readonly observe: (event: RunEvent<Finding>) => void;
  /** Ends the run: what is under way settles as `unknown`. */
  readonly signal: AbortSignal;
}

/**
 * Runs a graph of checks that may grow while it runs: `open` adds a scope with all checks of its kind.
 * Whatever does not depend runs at once; a check that needs a fact waits for the check that gives it,
 * on its own scope or an enclosing one.
 */
export class Run<Finding> {
  readonly #options: RunOptions<Finding>;
  readonly #instances = new Map<string, Promise<Settled<Finding>>>();

  constructor(options: RunOptions<Finding>) {
    this.#options = options;
  }

  /** Starts every check of the scope's kind; resolves when all have settled. Never rejects. */
  open(scope: Scope): Promise<Settled<Finding>[]> {
    const context = scopeContext(scope) as never;
    const own = this.#options.checks.filter(
      (check) => check.scope === scope.kind && check.applies?.(context) !== false,
    );
    for (const check of own) this.#options.observe({ type: 'planned', instance: instanceOf(check, scope) });
    return Promise.all(own.map((check) => this.#settle(check, scope)));
  }

  /** The fact of one check on one scope, as soon as it is known; `undefined` if it gave none. */
  async fact<Fact>(check: { readonly id: string } & AnyCheckOf<Fact>, scope: Scope): Promise<Fact | undefined> {
    const settled = await this.#settle(check, scope);
    return settled.fact as Fact | undefined;
  }

  #settle(check: AnyCheck, scope: Scope): Promise<Settled<Finding>> {
    const home = enclosing(scope, check.scope);
    if (home === null)
      throw new Error(`check ${check.id} (${check.scope}) was asked of ${scope.kind} ${scope.key}, which lies in none`);
    const instance = instanceOf(check, home);
    const known = this.#instances.get(instance.key);
    if (known !== undefined) return known;
    const settled = this.#execute(instance, home);
    this.#instances.set(instance.key, settled);
    return settled;
  }

  async #execute(instance: Instance, scope: Scope): Promise<Settled<Finding>> {
    const { check } = instance;
    // Let every instance of the scope be registered before the first one runs.
    await Promise.resolve();
    const reason = this.#options.leaveOut?.(check) ?? null;
    if (reason !== null) return this.#finish(instance, { ...blank, status: 'skipped', notes: [reason] }, 0, []);

    const needs: Record<string, unknown> = {};
    const wanted = Object.entries(check.needs).map(async ([name, need]) => {
      const { check: giver, optional } = asNeed(need);
      const given = await this.#settle(giver, scope);
      needs[name] = given.fact;
      return given.fact === undefined && !optional ? giver.id : null;
    });
    const missing = (await Promise.all(wanted)).find((id) => id !== null) ?? null;
    if (missing !== null) return this.#finish(instance, { ...blank, status: 'blocked', blockedBy: missing }, 0, []);

    this.#options.observe({ type: 'started', instance });
    const calls: CallRecord[] = [];
    const started = performance.now();
    const outcome = await inCallScope(
      {
        asking: (api, resource) => this.#options.observe({ type: 'asking', instance, api, resource }),
        retrying: (api, attempt, why) =>
          this.#options.observe({ type: 'retrying', instance, api, attempt, reason: why }),
        record: (call) => calls.push(call),
      },
      () => this.#attempt(check, { ...scopeContext(scope), needs }),
    );
    return this.#finish(instance, outcome, performance.now() - started, calls);
  }

  async #attempt(check: AnyCheck, input: object): Promise<Result<Finding>> {
    const limit = AbortSignal.any([this.#options.signal, AbortSignal.timeout(check.deadline)]);
    try {
      const outcome = await Promise.race([check.run(input as never), rejectionOf(limit)]);
      return { ...blank, ...(outcome as Outcome<unknown, Finding>) };
    } catch (error) {
      if (this.#options.signal.aborted)
        return { ...blank, status: 'unknown', notes: ['the run ended before this was answered'] };
      if (limit.aborted && error === limit.reason) {
        return { ...blank, status: 'unknown', notes: [`gave up after ${check.deadline / 1000} s`] };
      }
      const explained = this.#options.explainError(error, check);
      if (explained !== null) return { ...blank, ...explained };
      return { ...blank, status: 'crashed', error };
    }
  }

  #finish(
    instance: Instance,
    result: Result<Finding>,
    durationMs: number,
    calls: readonly CallRecord[],
  ): Settled<Finding> {
    const settled: Settled<Finding> = { ...result, instance, durationMs: Math.round(durationMs), calls };
    this.#options.observe({ type: 'finished', settled });
    return settled;
  }
}

/** Any check that gives this fact; its finding type does not matter to who asks for the fact. */
type AnyCheckOf<Fact> = AnyCheck & { readonly run: (input: never) => Promise<Outcome<Fact, unknown>> };

type Result<Finding> = Pick<Settled<Finding>, 'status' | 'findings' | 'notes' | 'blockedBy' | 'fact' | 'error'>;

const blank = { findings: [], notes: [], blockedBy: null, fact: undefined, error: undefined } as const;

function asNeed(need: AnyCheck | Need<unknown>): Need<unknown> {
  return 'check' in need ? need : { check: need, optional: false };
}

function instanceOf(check: AnyCheck, scope: Scope): Instance {
  return { key: `${scope.key}#${check.id}`, check, scopeKey: scope.key };
}

function enclosing(scope: Scope, kind: string): Scope | null {
  for (let at: Scope | null = scope; at !== null; at = at.parent) if (at.kind === kind) return at;
  return null;
}

/** A scope's own context over those that enclose it. */
function scopeContext(scope: Scope): object {
  return scope.parent === null ? scope.context : { ...scopeContext(scope.parent), ...scope.context };
}

function rejectionOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason as Error);
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}
