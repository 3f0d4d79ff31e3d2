import { AsyncLocalStorage } from 'node:async_hooks';
import type { CallRecord } from './events.ts';

/**
 * Where a call made now belongs: the check on whose behalf it is made. Clients report to it, so that
 * evidence is never written by hand and cannot be forgotten.
 */
export interface CallScope {
  asking(api: string, resource: string): void;
  retrying(api: string, attempt: number, reason: string): void;
  record(call: CallRecord): void;
}

const storage = new AsyncLocalStorage<CallScope>();

export function inCallScope<T>(scope: CallScope, work: () => T): T {
  return storage.run(scope, work);
}

/** The scope of the running check; a silent one outside of any. */
export function currentCallScope(): CallScope {
  return storage.getStore() ?? silent;
}

const silent: CallScope = {
  asking() {},
  retrying() {},
  record() {},
};
