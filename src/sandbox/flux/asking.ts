/** HTTP as Flux does it, with failures in the words of Go's client. */

import { STATUS_CODES } from 'node:http';
import type { SandboxFetch } from './actor.ts';

export type Asked =
  | { readonly kind: 'answer'; readonly status: number; readonly body: string; header(name: string): string | null }
  /** No answer: `Get "https://…": dial tcp: …`. */
  | { readonly kind: 'none'; readonly error: string };

export type Ask = (
  method: string,
  url: string,
  init?: { readonly headers?: Record<string, string>; readonly body?: string },
) => Promise<Asked>;

/** As Flux's own clients. Nothing is far away here, but a busy machine is slow. */
const patience = 10_000;

export function asker(fetch: SandboxFetch): Ask {
  return async (method, url, init) => {
    try {
      const answer = await fetch(url, { method, ...init, signal: AbortSignal.timeout(patience) });
      const body = await answer.text();
      return { kind: 'answer', status: answer.status, body, header: (name) => answer.headers.get(name) };
    } catch (error) {
      return unanswered(method, url, reasonOf(error, new URL(url).hostname));
    }
  };
}

/** An asker from a place from which Google, or its names, cannot be reached. */
export function cutOff(reason: (host: string) => string): Ask {
  return (method, url) => Promise.resolve(unanswered(method, url, reason(new URL(url).hostname)));
}

/** `Get "URL": reason`: Go writes the method with one capital where there was no answer. */
function unanswered(method: string, url: string, reason: string): Asked {
  const verb = `${method.charAt(0)}${method.slice(1).toLowerCase()}`;
  return { kind: 'none', error: `${verb} "${url}": ${reason}` };
}

function reasonOf(error: unknown, host: string): string {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const code = 'code' in at ? at.code : undefined;
    if (at.name === 'TimeoutError' || code === 'UND_ERR_HEADERS_TIMEOUT') {
      return 'context deadline exceeded (Client.Timeout exceeded while awaiting headers)';
    }
    if (code === 'ECONNRESET' || code === 'UND_ERR_SOCKET') return 'EOF';
    if (code === 'ECONNREFUSED') return `dial tcp ${googleAddress}:443: connect: connection refused`;
  }
  return `dial tcp: lookup ${host} on 34.118.224.10:53: no such host`;
}

/** Any of Google's. */
export const googleAddress = '142.250.145.95';

/** `404 Not Found`, as Go prints a status. */
export function statusLine(status: number): string {
  return `${status} ${STATUS_CODES[status] ?? ''}`.trim();
}
