import { ApiError } from '../api-error.ts';
import type { ApiCall } from '../transport/api-call.ts';
import { shownMessage } from './shown-message.ts';

/** We did not ask: what was to be asked could have given a credential away. It refuses nothing, and proves nothing. */
export function notAllowed(call: Pick<ApiCall, 'api' | 'resource' | 'as'>, host: string, message: string): ApiError {
  const { api, resource, as } = call;
  return new ApiError({
    kind: 'nonsense',
    api,
    resource,
    as,
    host,
    status: 0,
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
