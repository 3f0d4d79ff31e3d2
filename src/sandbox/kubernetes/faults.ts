/** What a scenario makes go wrong between the state and the answer. */

import type { Fault, World } from '../world.ts';

export type Certificate = Extract<Fault['answer'], { kind: 'certificate' }>['which'];
export type MetFault = Exclude<Fault['answer'], { kind: 'certificate' }>;

/** Finds the fault that a request meets, and counts those that come only so many times. */
export class FaultCounter {
  readonly #world: World;
  readonly #met = new WeakMap<Fault, number>();

  constructor(world: World) {
    this.#world = world;
  }

  meet(host: string, method: string, path: string, from: 'cluster' | 'outside'): MetFault | null {
    for (const fault of this.#world.faults) {
      const met = this.#met.get(fault) ?? 0;
      const matches =
        fault.host === host &&
        (fault.from === undefined || fault.from === from) &&
        (fault.method === undefined ? method !== 'CONNECT' : fault.method === method) &&
        (fault.path === undefined || path.search(fault.path) >= 0) &&
        (fault.times === undefined || met < fault.times);
      if (!matches || fault.answer.kind === 'certificate') continue;
      this.#met.set(fault, met + 1);
      return fault.answer;
    }
    return null;
  }
}

/** The certificate that a host shows now, where it is not its own. */
export function certificateFault(world: World, host: string, from: 'cluster' | 'outside'): Certificate | null {
  const found = world.faults.find(
    (fault) =>
      fault.host === host && fault.answer.kind === 'certificate' && (fault.from === undefined || fault.from === from),
  );
  return found?.answer.kind === 'certificate' ? found.answer.which : null;
}
