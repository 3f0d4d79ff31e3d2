/** What a scenario makes go wrong between the state and the answer. */

import type { Fault, World } from '../world.ts';

/** Finds the fault that a request meets, and counts those that come only so many times. */
export class FaultCounter {
  readonly #world: World;
  readonly #met = new WeakMap<Fault, number>();

  constructor(world: World) {
    this.#world = world;
  }

  meet(host: string, method: string, path: string, from: 'cluster' | 'outside'): Fault['answer'] | null {
    for (const fault of this.#world.faults) {
      const met = this.#met.get(fault) ?? 0;
      const matches =
        fault.host === host &&
        (fault.from === undefined || fault.from === from) &&
        (fault.method === undefined || fault.method === method) &&
        (fault.path === undefined || path.search(fault.path) >= 0) &&
        (fault.times === undefined || met < fault.times);
      if (!matches) continue;
      this.#met.set(fault, met + 1);
      return fault.answer;
    }
    return null;
  }
}
