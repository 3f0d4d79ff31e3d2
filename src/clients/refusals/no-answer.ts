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
  { call, host }: OngoingCall,
  failure: Pick<NetFailure, 'kind' | 'message'>,
  cause?: unknown,
): ApiError {
  const { api, resource, as } = call;
  return new ApiError(
    { ...blank, kind: failure.kind, api, resource, as, host, status: 0, message: shownMessage(failure.message) },
    { cause },
  );
}

/** @param status 0 where the answer broke off. */
export function nonsense({ call, host }: OngoingCall, status: number, message: string, cause?: unknown): ApiError {
  const { api, resource, as } = call;
  return new ApiError(
    { ...blank, kind: 'nonsense', api, resource, as, host, status, message: shownMessage(message) },
    { cause },
  );
}
