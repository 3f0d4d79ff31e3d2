import { ApiError } from '../api-error.ts';
import type { OngoingCall } from '../transport/api-call.ts';
import { shownMessage } from './shown-message.ts';

/** We did not ask: what was to be asked could have given a credential away. */
export function notAllowed({ call, host, status }: OngoingCall, message: string): ApiError {
  const { api, resource, as } = call;
  return new ApiError({
    kind: 'rejected',
    api,
    resource,
    as,
    host,
    status,
    reason: '',
    domain: '',
    metadata: {},
    message: shownMessage(message),
    permission: null,
    troubleshooter: null,
    retryAfterSeconds: null,
    clockSkewSeconds: null,
  });
}
