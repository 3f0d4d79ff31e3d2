/** The sandbox's Flux: scans the world by the rules of the controllers found in it, and writes what they would write. */

import type { KubernetesServer } from '../kubernetes/server.ts';
import type { StoredObject, World } from '../world.ts';
import { reconcileBucket } from './bucket.ts';
import { isFrozen, writeOutcome } from './conditions.ts';
import type { Outcome } from './conditions.ts';
import { findControllers, runningPod, watches } from './controller.ts';
import type { Controller } from './controller.ts';
import { crashOf, crashPods } from './crash.ts';
import { reconcileHelmChart } from './helm-chart.ts';
import { scanImageRepository } from './image-repository.ts';
import { reconcileOciRepository } from './oci-repository.ts';
import { newRound, processOf } from './scan-round.ts';
import type { Process } from './scan-round.ts';

/** What the actor needs of an answer; any `fetch` gives it. */
export interface FetchedAnswer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}

export type SandboxFetch = (
  url: string,
  init?: { method?: string; headers?: Record<string, string>; body?: string; signal?: AbortSignal },
) => Promise<FetchedAnswer>;

export interface FluxOptions {
  readonly world: World;
  readonly kubernetes: KubernetesServer;
  /** Reaches the sandbox's Google hosts by their real names. */
  readonly fetch: SandboxFetch;
  /** An access token of a service account as a node's own metadata server hands it out; `null`: no such account. */
  readonly accountToken: (email: string) => Promise<string | null>;
}

export interface FluxActor {
  /** Something was written: scan again soon. Calls in the same breath are one. */
  wake(): void;
  /** Resolves when the actor has caught up with every write. */
  settle(): Promise<void>;
  close(): void;
}

/** How many objects are scanned at once. */
const breadth = 16;

export function runFlux(options: FluxOptions): FluxActor {
  const actor = new Actor(options);
  actor.wake();
  return actor;
}

class Actor implements FluxActor {
  readonly #options: FluxOptions;
  readonly #stuck = new Set<string>();
  #due = false;
  #closed = false;
  #running: Promise<void> | null = null;
  /** Its own writes are no news to it. */
  #writing = false;

  constructor(options: FluxOptions) {
    this.#options = options;
  }

  wake(): void {
    if (this.#writing || this.#closed) return;
    this.#due = true;
    this.#start();
  }

  async settle(): Promise<void> {
    while (this.#running !== null) await this.#running;
  }

  close(): void {
    this.#closed = true;
  }

  #start(): void {
    if (this.#running !== null) return;
    this.#running = this.#run().finally(() => {
      this.#running = null;
      if (this.#due && !this.#closed) this.#start();
    });
    // Whoever settles hears of a failure; without anyone waiting it must not end the process.
    this.#running.catch(() => {});
  }

  async #run(): Promise<void> {
    // Whatever is written in the same breath is seen by one round.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#due && !this.#closed) {
      this.#due = false;
      await scanAll(this.#options, this.#stuck, (work) => this.#write(work));
    }
  }

  #write(work: () => void): void {
    this.#writing = true;
    try {
      work();
    } finally {
      this.#writing = false;
    }
  }
}

type Write = (work: () => void) => void;

async function scanAll(options: FluxOptions, stuck: Set<string>, write: Write): Promise<void> {
  const { store } = options.kubernetes;
  const round = newRound(options, stuck);
  const tasks = findControllers(store).flatMap((controller) => {
    const crash = crashOf(store, controller);
    if (crash !== null) {
      write(() => crashPods(store, controller, crash));
      return [];
    }
    const pod = runningPod(controller, store);
    if (pod === undefined) return [];
    const process = processOf(round, controller, pod);
    return reconcilersOf(controller).flatMap(({ kind, group, reconcile }) =>
      store
        .list({ kind, group })
        .filter((object) => watches(controller, object) && !isFrozen(object))
        .map((object) => async (): Promise<void> => {
          const outcome = await reconcile(process, object);
          if (outcome !== null) write(() => writeOutcome(store, object, controller.component, outcome));
        }),
    );
  });
  const next = tasks.values();
  await Promise.all(
    Array.from({ length: breadth }, async () => {
      for (const task of next) await task();
    }),
  );
}

interface Reconciler {
  readonly kind: string;
  readonly group: string;
  readonly reconcile: (process: Process, object: StoredObject) => Promise<Outcome | null>;
}

function reconcilersOf(controller: Controller): readonly Reconciler[] {
  return controller.component === 'image-reflector-controller'
    ? [{ kind: 'ImageRepository', group: 'image.toolkit.fluxcd.io', reconcile: scanImageRepository }]
    : [
        { kind: 'OCIRepository', group: 'source.toolkit.fluxcd.io', reconcile: reconcileOciRepository },
        { kind: 'HelmChart', group: 'source.toolkit.fluxcd.io', reconcile: reconcileHelmChart },
        { kind: 'Bucket', group: 'source.toolkit.fluxcd.io', reconcile: reconcileBucket },
      ];
}
