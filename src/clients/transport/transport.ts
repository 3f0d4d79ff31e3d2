import { currentCallScope } from '../../engine/call-scope.ts';
import type { CallRecord } from '../../engine/events.ts';
import { ApiError } from '../api-error.ts';
import { nonsense, notAnswered } from '../refusals/no-answer.ts';
import { shownMessage } from '../refusals/shown-message.ts';
import { withinCall } from './api-call.ts';
import type { ApiCall, OngoingCall } from './api-call.ts';
import { endOf } from './net-failure.ts';
import { endpointsOf } from './endpoints.ts';
import type { Endpoints } from './endpoints.ts';
import { netFetchOn } from './net-fetch.ts';
import type { NetFetch } from './net-fetch.ts';
import { proxiesOf } from './proxy-settings.ts';
import type { ProxyChoice } from './proxy-settings.ts';
import { usualPatience } from './retry.ts';
import type { Patience } from './retry.ts';
import { Route } from './route.ts';
import type { TlsOptions } from './route.ts';
import { nodeTrust } from './trust.ts';
import type { Trust } from './trust.ts';

export interface TransportOptions {
  readonly env: NodeJS.ProcessEnv;
  /** Ends the run: every call ends with it, down to the socket. */
  readonly signal: AbortSignal;
  /** Absent: what Node trusts by itself. */
  readonly trust?: Trust;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly patience?: Patience;
  /** Told of each call when it has ended (`-v`). */
  readonly onCall?: (call: CallRecord & { readonly host: string; readonly as: string }) => void;
}

/** The one way to the outside world, shared by all clients of a run. */
export interface Transport {
  readonly fetch: NetFetch;
  readonly trust: Trust;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly endpoints: Endpoints;
  /** Makes one API call: named to the running check, timed, and recorded whatever comes of it. */
  call<T>(call: ApiCall, work: () => Promise<T>): Promise<T>;
  /** A way of its own, for a server that has its own trust or proxy. */
  openWay(options: { readonly tls: TlsOptions; readonly proxy?: ProxyChoice; readonly systemRoots: boolean }): NetFetch;
  /** What is in force of overrides and mirrors, by host, for the report. */
  activeOverrides(): Readonly<Record<string, string>>;
  /** Opens connections early, to hosts that will be needed; whatever goes wrong shows when they are. */
  warm(hosts: readonly string[]): void;
  close(): Promise<void>;
}

/** @throws UsageError for a proxy, an endpoint override or a mirror that cannot be. */
export function createTransport(options: TransportOptions): Transport {
  const { env, signal, onCall, now, trust = nodeTrust(), patience = usualPatience } = options;
  const { longestCallMs: timeoutMs, backOffMs } = patience;
  const endpoints = endpointsOf(env);
  const proxies = proxiesOf(env);
  const routes: Route[] = [];
  const open = (tls: TlsOptions, proxy: ProxyChoice): Route => {
    const route = new Route(proxy, tls);
    routes.push(route);
    return route;
  };
  const close = async (): Promise<void> => {
    await Promise.allSettled(routes.map((route) => route.cut()));
  };
  signal.addEventListener('abort', () => void close(), { once: true });

  const fetch = netFetchOn({
    dispatcher: open(trust.publicServers, proxies),
    proxyOf: proxies,
    backOffMs,
    rewrite: (url) => endpoints.rewrite(url),
    systemRoots: true,
  });

  async function call<T>(named: ApiCall, work: () => Promise<T>): Promise<T> {
    // It may hold what stands in an annotation or a policy.
    const asked = { ...named, resource: shownMessage(named.resource) };
    const scope = currentCallScope();
    scope.asking(asked.api, asked.resource);
    const started = performance.now();
    const limit = Math.min(asked.timeoutMs ?? timeoutMs, timeoutMs);
    const ongoing: OngoingCall = {
      call: asked,
      now,
      signal: AbortSignal.any([signal, AbortSignal.timeout(limit)]),
      deadline: started + limit,
      attempts: 0,
      status: 0,
      host: '',
      proxy: null,
    };
    const ended = (summary: string): void => {
      const record: CallRecord = {
        api: asked.api,
        resource: asked.resource,
        at: new Date(now()).toISOString(),
        durationMs: Math.round(performance.now() - started),
        attempts: Math.max(1, ongoing.attempts),
        summary,
      };
      scope.record(record);
      onCall?.({ ...record, host: ongoing.host, as: asked.as });
    };
    try {
      const result = await Promise.race([withinCall(ongoing, work), gaveUp(ongoing)]);
      ended(String(ongoing.status));
      return result;
    } catch (error) {
      const refusal = refusalIn(error) ?? unreadableIn(error, ongoing);
      ended(refusal === null ? 'failed' : summaryOf(refusal));
      throw refusal ?? error;
    }
  }

  return {
    fetch,
    trust,
    now,
    endpoints,
    call,
    openWay: ({ tls, proxy, systemRoots }) =>
      netFetchOn({
        dispatcher: open({ ...trust.publicServers, ...tls }, proxy ?? proxies),
        proxyOf: proxy ?? proxies,
        backOffMs,
        rewrite: (url) => url,
        systemRoots,
      }),
    activeOverrides: () => endpoints.active,
    warm: (hosts) => {
      for (const host of new Set(hosts)) {
        const quiet: ApiCall = {
          api: 'warm-up',
          resource: host,
          as: 'anonymous',
          expects: 'any',
          refusal: quietRefusal,
        };
        const target = endpoints.mirrorOf(host)?.href ?? `https://${host}/`;
        const ongoing: OngoingCall = {
          call: quiet,
          now,
          signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
          deadline: 0,
          attempts: 0,
          status: 0,
          host,
          proxy: null,
        };
        void withinCall(ongoing, () => fetch(target, { method: 'HEAD' })).catch(() => {});
      }
    },
    close,
  };
}

/** Not every SDK hands the end of a call down to what it waits for. Rejects then, and never resolves. */
function gaveUp(ongoing: OngoingCall): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  const { signal } = ongoing;
  // A moment later than the request itself, which knows better what it was waiting for.
  const end = (): NodeJS.Immediate => setImmediate(() => reject(notAnswered(ongoing, endOf(signal))));
  if (signal.aborted) end();
  else signal.addEventListener('abort', end, { once: true });
  return promise;
}

/** SDKs wrap what our fetch throws; the refusal itself is what counts. */
function refusalIn(error: unknown): ApiError | null {
  let at = error;
  for (let depth = 0; at instanceof Error && depth < 8; depth += 1) {
    if (at instanceof ApiError) return at;
    at = at.cause;
  }
  return null;
}

/**
 * SDKs take for granted what their types say, and fail in their own ways on a success that is of another shape. What
 * cannot be read is not understood, which is never more than unknown.
 */
function unreadableIn(error: unknown, ongoing: OngoingCall): ApiError | null {
  const { status } = ongoing;
  return error instanceof Error && status >= 200 && status < 300
    ? nonsense(ongoing, 'a document of another shape', error)
    : null;
}

function summaryOf({ details }: ApiError): string {
  if (details.status === 0) return `${details.kind.replace('-', ' ')}: ${details.message}`;
  return details.reason === '' ? String(details.status) : `${details.status} ${details.reason}`;
}

function quietRefusal(): never {
  throw new Error('not asked for');
}
