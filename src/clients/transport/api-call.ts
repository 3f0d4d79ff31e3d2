import { AsyncLocalStorage } from 'node:async_hooks';
import type { ApiError } from '../api-error.ts';

/** What is asked, of whose API, as whom: named once by who asks, and known to all below, whichever SDK stands between. */
export interface ApiCall {
  /** The method as its owner names it, e.g. `iam.projects.serviceAccounts.getIamPolicy`. */
  readonly api: string;
  readonly resource: string;
  /** As in `ApiError.as`. */
  readonly as: string;
  /** `json`: any other body is nonsense. `any`: plain text is an answer too. */
  readonly expects: 'json' | 'any';
  /** What an answer that is no success means. */
  readonly refusal: (answer: Answer, call: ApiCall) => ApiError;
  /** Milliseconds, where it is not the transport's own. */
  readonly timeoutMs?: number;
}

/** An answer, read whole. */
export interface Answer {
  readonly method: string;
  readonly host: string;
  /** `HOST:PORT` of the proxy by which it came; `null`: straight. */
  readonly proxy: string | null;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** When it came, in milliseconds since the epoch. */
  readonly receivedAt: number;
}

/** A call under way. */
export interface OngoingCall {
  readonly call: ApiCall;
  /** Ends with the run, or at the deadline. */
  readonly signal: AbortSignal;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** `performance.now()` at which it is given up. */
  readonly deadline: number;
  attempts: number;
  /** Of the last answer; 0 before one. */
  status: number;
  host: string;
  /** `HOST:PORT` of the proxy by which it goes; `null`: straight. */
  proxy: string | null;
}

const storage = new AsyncLocalStorage<OngoingCall>();

export function withinCall<T>(call: OngoingCall, work: () => Promise<T>): Promise<T> {
  return storage.run(call, work);
}

/** @throws where there is none: a request that nobody named would leave no evidence. */
export function ongoingCall(): OngoingCall {
  const call = storage.getStore();
  if (call === undefined) throw new Error('a request was made outside of any API call');
  return call;
}
