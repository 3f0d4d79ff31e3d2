import { setTimeout as sleep } from 'node:timers/promises';
import { fetch, Response } from 'undici';
import type { Dispatcher } from 'undici';
import { currentCallScope } from '../../engine/call-scope.ts';
import { ApiError } from '../api-error.ts';
import { notAnswered, nonsense } from '../refusals/no-answer.ts';
import { notTheService } from '../refusals/not-the-service.ts';
import { ongoingCall } from './api-call.ts';
import type { Answer, OngoingCall } from './api-call.ts';
import { readBody } from './body.ts';
import { isLoopback } from '../../chain/loopback.ts';
import { endOf, netFailureOf } from './net-failure.ts';
import type { NetFailure } from './net-failure.ts';
import type { ProxyChoice } from './proxy-settings.ts';
import { backOff, isRetryable, maxAttempts, retryAfter } from './retry.ts';
import { trustSystemRoots } from './system-roots.ts';

/** What SDKs hand over; all else that they add (agents, their own retry settings) is not ours to obey. */
export interface NetRequest {
  readonly method?: string | undefined;
  readonly headers?: ConstructorParameters<typeof Headers>[0];
  readonly body?: string | Uint8Array | URLSearchParams | null | undefined;
}

/** `fetch` as the clients need it: never follows a redirect, and throws `ApiError` for all that is no success. */
export type NetFetch = (url: string | URL, request?: NetRequest) => Promise<Response>;

export interface Way {
  readonly dispatcher: Dispatcher;
  /** By which proxy the dispatcher goes. */
  readonly proxyOf: ProxyChoice;
  /** Where a call really goes. */
  readonly rewrite: (url: URL) => URL;
  readonly backOffMs: number;
  /** False: the connection trusts a list of its own, to which the system's authorities add nothing. */
  readonly systemRoots: boolean;
}

/** Every request of every client ends here: one way out, one deadline, one rule of retries. */
export function netFetchOn(way: Way): NetFetch {
  return async (url, request = {}) => {
    const ongoing = ongoingCall();
    const target = way.rewrite(new URL(url));
    ongoing.host = target.host;
    ongoing.proxy = way.proxyOf(target)?.host ?? null;
    guardPlainText(target, request, ongoing);
    for (let tries = 1; ; tries += 1) {
      ongoing.attempts += 1;
      const outcome = await attempt(way, target, request, ongoing);
      if (outcome.kind === 'answer' && outcome.response.ok) return outcome.response;
      if (outcome.kind === 'failed' && outcome.failure.unknownIssuer && way.systemRoots && trustSystemRoots()) continue;
      const error = outcome.kind === 'failed' ? outcome.error : refusalOf(outcome.answer, ongoing);
      const wait = waitBefore(outcome, tries, way.backOffMs);
      if (wait === null || performance.now() + wait >= ongoing.deadline) throw error;
      currentCallScope().retrying(ongoing.call.api, tries + 1, reasonOf(outcome));
      await sleep(wait, undefined, { signal: ongoing.signal }).catch(() => {});
      if (ongoing.signal.aborted) throw error;
    }
  };
}

type Outcome =
  | { readonly kind: 'answer'; readonly response: Response; readonly answer: Answer }
  | { readonly kind: 'failed'; readonly failure: NetFailure; readonly error: ApiError };

async function attempt(way: Way, target: URL, request: NetRequest, ongoing: OngoingCall): Promise<Outcome> {
  try {
    const response = await fetch(target, {
      method: request.method ?? 'GET',
      headers: headersOf(request),
      body: request.body ?? null,
      redirect: 'manual',
      signal: ongoing.signal,
      dispatcher: way.dispatcher,
    });
    ongoing.status = response.status;
    const body = await readBody(response.body);
    return answerOf(target, request, response, body, ongoing);
  } catch (error) {
    if (error instanceof ApiError) throw error;
    if (ongoing.signal.aborted) throw notAnswered(ongoing, endOf(ongoing.signal), error);
    if (error instanceof RangeError) throw nonsense(ongoing, error.message, error);
    const failure = netFailureOf(error, way.proxyOf(target)) ?? unmade(error);
    if (failure === null) throw error;
    return { kind: 'failed', failure, error: notAnswered(ongoing, failure, error) };
  }
}

/** The library's own words quote what it did not take, which may be a token. */
function unmade(error: unknown): NetFailure | null {
  if (!(error instanceof TypeError)) return null;
  const message = 'the request cannot be made: an address, a name or a header of it is malformed';
  return { kind: 'not-reached', message, broken: false, unknownIssuer: false, atProxy: false };
}

/** SDKs name themselves; else audit logs shall show who asked. */
function headersOf(request: NetRequest): Record<string, string> {
  return { 'user-agent': 'flux-wi', ...Object.fromEntries(new Headers(request.headers)) };
}

function answerOf(target: URL, request: NetRequest, response: Response, body: Buffer, ongoing: OngoingCall): Outcome {
  const { status } = response;
  const headers = new Headers([...response.headers]);
  const { host } = target;
  const method = request.method ?? 'GET';
  const answer: Answer = {
    method,
    host,
    proxy: ongoing.proxy,
    status,
    headers,
    text: body.toString('utf8'),
    receivedAt: ongoing.now(),
  };
  if (status >= 300 && status < 400) {
    const to = URL.parse(headers.get('location') ?? '', target.href)?.host ?? 'nowhere';
    throw notTheService(answer, ongoing.call, `a redirect to ${to}`);
  }
  if (response.ok && ongoing.call.expects === 'json' && !isJsonObject(answer.text)) {
    throw notTheService(answer, ongoing.call);
  }
  // The body was read and unpacked already: its length and coding as sent no longer hold.
  headers.delete('content-encoding');
  headers.delete('content-length');
  const empty = status === 204 || status === 205;
  const whole = new Response(empty ? null : body, { status, headers: Object.fromEntries(headers) });
  return { kind: 'answer', response: whole, answer };
}

/** No API that is asked answers with anything but an object. */
function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

function refusalOf(answer: Answer, ongoing: OngoingCall): ApiError {
  return ongoing.call.refusal(answer, ongoing.call);
}

/** `null`: it is not asked again. */
function waitBefore(outcome: Outcome, tries: number, first: number): number | null {
  if (tries >= maxAttempts) return null;
  if (outcome.kind === 'failed') return outcome.failure.broken ? backOff(tries, null, first) : null;
  const { status, headers, receivedAt } = outcome.answer;
  return isRetryable(status) ? backOff(tries, retryAfter(headers.get('retry-after'), receivedAt), first) : null;
}

function reasonOf(outcome: Outcome): string {
  return outcome.kind === 'failed' ? outcome.failure.message : `HTTP ${outcome.answer.status}`;
}

/** Whatever the settings say, a credential is not sent where everyone on the way can read it. */
function guardPlainText(target: URL, request: NetRequest, ongoing: OngoingCall): void {
  if (target.protocol === 'https:' || isLoopback(target.hostname)) return;
  if (!new Headers(request.headers).has('authorization')) return;
  throw notAnswered(ongoing, { kind: 'not-reached', message: 'a credential is not sent over plain http' });
}
