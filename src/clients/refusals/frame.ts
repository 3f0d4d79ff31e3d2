import type { ApiErrorDetails } from '../api-error.ts';
import type { Answer, ApiCall } from '../transport/api-call.ts';
import { clockSkew, retryAfter } from '../transport/retry.ts';

/** What every refusal tells of the call and of the answer's head. */
export function frame(answer: Answer, call: ApiCall) {
  return {
    api: call.api,
    resource: call.resource,
    as: call.as,
    host: answer.host,
    status: answer.status,
    retryAfterSeconds: retryAfter(answer.headers.get('retry-after'), answer.receivedAt),
    clockSkewSeconds: clockSkew(answer.headers.get('date'), answer.receivedAt),
  } satisfies Partial<ApiErrorDetails>;
}
