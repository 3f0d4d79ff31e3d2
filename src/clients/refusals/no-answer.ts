/** Errors for what is no answer of the API's: none at all, or somebody else's. */

import { ApiError } from '../api-error.ts';
import type { OngoingCall } from '../transport/api-call.ts';
import type { NetFailure } from '../transport/net-failure.ts';
import { shownMessage } from './shown-message.ts';

const blank = {
  reason: '',
  domain: '',
  metadata: {},
  permission: null,
  troubleshooter: null,
  retryAfterSeconds: null,
  clockSkewSeconds: null,
} as const;

export function notAnswered(
  { call, host, proxy }: OngoingCall,
  failure: Pick<NetFailure, 'kind' | 'message'> & { readonly atProxy?: boolean },
  cause?: unknown,
): ApiError {
  const { api, resource, as } = call;
  const atProxy = proxy !== null && failure.atProxy === true;
  const message =
    proxy === null
      ? failure.message
      : atProxy
        ? `the proxy ${proxy} ${failure.message}`
        : `${failure.message}, through the proxy ${proxy}`;
  return new ApiError(
    {
      ...blank,
      kind: failure.kind,
      api,
      resource,
      as,
      host,
      status: 0,
      reason: atProxy ? 'proxy' : '',
      metadata: proxy === null ? {} : { proxy: shownMessage(proxy) },
      message: shownMessage(message),
    },
    { cause },
  );
}

/**
 * A success that is not of the API's shape.
 *
 * @param what it holds, e.g. `a document that names no issuer`
 */
export function nonsense(ongoing: OngoingCall, what: string, cause?: unknown): ApiError {
  const { call, host, proxy, status } = ongoing;
  const { api, resource, as } = call;
  const answered = status === 0 ? 'an answer' : `HTTP ${status}`;
  const who = proxy === null ? 'a proxy, a gateway or a captive portal' : `the proxy ${proxy}, or a gateway behind it,`;
  return new ApiError(
    {
      ...blank,
      kind: 'nonsense',
      api,
      resource,
      as,
      host,
      status,
      metadata: proxy === null ? {} : { proxy: shownMessage(proxy) },
      message: shownMessage(
        `${answered} with ${what}, which is not an answer of ${host}; ${who} may have answered in its place`,
      ),
    },
    { cause },
  );
}
