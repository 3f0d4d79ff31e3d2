/** What was asked of a sandbox's Google side, and as whom; no token is kept. */

import type { Cloud } from './google/cloud.ts';
import { callerName } from './google/google.ts';
import type { Call } from './google/http.ts';

export interface LoggedRequest {
  readonly method: string;
  readonly host: string;
  /** With its query, tokens removed. */
  readonly path: string;
  /** An e-mail, a KSA's principal, `anonymous`, or `invalid`. */
  readonly as: string;
  /** From a person's machine, or from the cluster (Flux itself, pods). */
  readonly origin: Call['origin'];
  readonly status: number | 'reset' | 'hang' | 'cut' | 'drip';
}

const secret = /token|assertion|secret|signature|credential/i;

export function logged(cloud: Cloud, call: Call, status: LoggedRequest['status']): LoggedRequest {
  const query = [...call.query].map(
    ([name, value]) => `${name}=${secret.test(name) && name !== 'pageToken' ? 'REMOVED' : encodeURIComponent(value)}`,
  );
  const path = query.length === 0 ? call.path : `${call.path}?${query.join('&')}`;
  return { method: call.method, host: call.host, path, as: callerName(cloud, call), origin: call.origin, status };
}
