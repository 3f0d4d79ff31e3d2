import type { Caller } from '../google.ts';
import type { Secret } from '../secret.ts';

/** Who calls are made as, each known by a number, so that answers are remembered apart without naming a token. */
export class Callers {
  readonly anonymous: Caller = { label: 'anonymous', account: null, token: () => Promise.resolve(null) };
  readonly #numbers = new WeakMap<Caller, number>();
  readonly #byToken = new Map<string, Caller>();
  #last = 0;

  /** The same token under the same label is the same caller. */
  with(token: Secret, label: string, account: string | null): Caller {
    const key = JSON.stringify([label, token.reveal()]);
    const known = this.#byToken.get(key);
    if (known !== undefined) return known;
    const caller: Caller = { label, account, token: () => Promise.resolve(token) };
    this.#byToken.set(key, caller);
    return caller;
  }

  /** Lets go of every token. */
  forget(): void {
    this.#byToken.clear();
  }

  /** How a remembered answer names its asker. */
  keyOf(caller: Caller): string {
    let number = this.#numbers.get(caller);
    if (number === undefined) {
      this.#last += 1;
      number = this.#last;
      this.#numbers.set(caller, number);
    }
    return `${caller.label} ${number}`;
  }
}
