import { currentCallScope, inCallScope } from './call-scope.ts';
import type { CallScope } from './call-scope.ts';
import type { CallRecord } from './events.ts';

/**
 * Remembers the answer to each question for the length of a run, so that nothing is asked twice.
 * Who asks again gets the same answer, and the same evidence with it.
 */
export class Memo {
  readonly #answers = new Map<string, Remembered>();

  /** @param key names the question whole: as whom, which method, which resource, which parameters. */
  ask<T>(key: string, question: () => Promise<T>): Promise<T> {
    const known = this.#answers.get(key);
    if (known !== undefined) {
      known.listen(currentCallScope());
      return known.answer as Promise<T>;
    }
    const remembered = new Remembered(question, currentCallScope());
    this.#answers.set(key, remembered);
    return remembered.answer as Promise<T>;
  }

  /** Forgets the questions whose key starts so, e.g. for a new round of waiting. */
  forget(prefix: string): void {
    for (const key of this.#answers.keys()) if (key.startsWith(prefix)) this.#answers.delete(key);
  }
}

class Remembered {
  readonly answer: Promise<unknown>;
  readonly #calls: CallRecord[] = [];
  readonly #listeners: CallScope[];

  constructor(question: () => Promise<unknown>, first: CallScope) {
    this.#listeners = [first];
    const fanOut: CallScope = {
      asking: (api, resource) => this.#listeners.forEach((scope) => scope.asking(api, resource)),
      retrying: (api, attempt, reason) => this.#listeners.forEach((scope) => scope.retrying(api, attempt, reason)),
      record: (call) => {
        this.#calls.push(call);
        this.#listeners.forEach((scope) => scope.record(call));
      },
    };
    this.answer = inCallScope(fanOut, question);
    // Who asked hears of a failure; a question that nobody waits for any more must not end the process.
    this.answer.catch(() => {});
  }

  listen(scope: CallScope): void {
    if (this.#listeners.includes(scope)) return;
    this.#listeners.push(scope);
    for (const call of this.#calls) scope.record(call);
  }
}
