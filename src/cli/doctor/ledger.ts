import type { PendingCheck } from '../../chain/progress.ts';
import type { Finding, Identity, Link } from '../../chain/vocabulary.ts';
import type { Instance, RunEvent, Settled } from '../../engine/events.ts';

/** What a scope of the run stands for. */
export interface ScopeEntry {
  readonly key: string;
  readonly context: string;
  /** `null`: the cluster. */
  readonly identity: Identity | null;
  /** Image of the target. */
  readonly target: string | null;
}

interface Running {
  readonly instance: Instance;
  state: 'waiting' | 'running';
  asking: { api: string; resource: string } | null;
  retrying: string | null;
  since: number | null;
}

/** Keeps what the engine's events told: what has settled, and what is under way. */
export class Ledger {
  readonly scopes = new Map<string, ScopeEntry>();
  readonly #settled = new Map<string, Settled<Finding>[]>();
  readonly #running = new Map<string, Running>();

  enter(scope: ScopeEntry): void {
    this.scopes.set(scope.key, scope);
  }

  readonly observe = (event: RunEvent<Finding>): void => {
    switch (event.type) {
      case 'planned':
        this.#running.set(event.instance.key, {
          instance: event.instance,
          state: 'waiting',
          asking: null,
          retrying: null,
          since: null,
        });
        return;
      case 'started':
        this.#update(event.instance, { state: 'running', since: performance.now() });
        return;
      case 'asking':
        this.#update(event.instance, { asking: { api: event.api, resource: event.resource }, retrying: null });
        return;
      case 'retrying':
        this.#update(event.instance, { retrying: event.reason });
        return;
      case 'finished': {
        const { settled } = event;
        this.#running.delete(settled.instance.key);
        const known = this.#settled.get(settled.instance.scopeKey);
        if (known === undefined) this.#settled.set(settled.instance.scopeKey, [settled]);
        else known.push(settled);
      }
    }
  };

  settledOn(scopeKey: string): readonly Settled<Finding>[] {
    return this.#settled.get(scopeKey) ?? [];
  }

  /** What has not ended, and what is only suspected, for the screen. */
  pending(): readonly PendingCheck[] {
    const under = [...this.#running.values()].map((one) => this.#pendingCheck(one.instance, one.state, one));
    const suspected = [...this.#settled.values()]
      .flat()
      .filter((settled) => settled.status === 'suspected')
      .map((settled) => this.#pendingCheck(settled.instance, 'suspected', null));
    return [...under, ...suspected];
  }

  #pendingCheck(instance: Instance, state: PendingCheck['state'], running: Running | null): PendingCheck {
    const scope = this.scopes.get(instance.scopeKey);
    return {
      identity: scope?.identity?.id ?? null,
      context: scope?.context ?? '',
      target: scope?.target ?? null,
      id: instance.check.id,
      // Every check is defined with a link of the vocabulary; the engine knows it as a string only.
      link: instance.check.link as Link,
      title: instance.check.title,
      state,
      asking: running?.asking ?? null,
      retrying: running?.retrying ?? null,
      since: running?.since ?? null,
    };
  }

  #update(instance: Instance, change: Partial<Omit<Running, 'instance'>>): void {
    const running = this.#running.get(instance.key);
    if (running !== undefined) Object.assign(running, change);
  }
}
