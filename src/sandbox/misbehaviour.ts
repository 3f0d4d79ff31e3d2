/** How a server of the sandbox misbehaves on a connection, whatever it was asked. */

import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import type { MetFault } from './kubernetes/faults.ts';
import type { FaultyAnswer } from './world.ts';

/** What is no answer of the state's, and none that can be written like one. */
export type Misbehaviour = Exclude<MetFault, { kind: 'delay' } | FaultyAnswer>;

export function misbehave(request: Http2ServerRequest, response: Http2ServerResponse, how: Misbehaviour): void {
  switch (how.kind) {
    case 'reset':
      return breakOff(request);
    case 'hang':
      return;
    case 'cut':
      return cut(request, response, how);
    case 'drip':
      return drip(response, how.ms);
  }
}

function cut(
  request: Http2ServerRequest,
  response: Http2ServerResponse,
  { after, of }: Extract<Misbehaviour, { kind: 'cut' }>,
): void {
  const { status, headers, body } = sent(of);
  response.writeHead(status, { ...headers, 'content-length': String(Math.max(2, body.length)) });
  response.write(after === 'head' ? '' : body.subarray(0, Math.ceil(body.length / 2)));
  // What was written is to be on its way first.
  setImmediate(() => setTimeout(() => breakOff(request), 5));
}

function drip(response: Http2ServerResponse, ms: number): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{"items":[');
  const timer = setInterval(() => {
    if (response.destroyed || response.writableEnded) clearInterval(timer);
    else response.write(' ');
  }, ms);
  response.once('close', () => clearInterval(timer));
}

/** Status, headers and bytes of an answer that is sent in place of the server's own. */
export function sent({ status, body, headers = {} }: FaultyAnswer): {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
} {
  if (typeof body === 'string' || body instanceof Uint8Array) {
    return { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers }, body: Buffer.from(body) };
  }
  const json = `${JSON.stringify(body ?? '')}\n`;
  return {
    status,
    headers: { 'content-type': 'application/json; charset=UTF-8', ...headers },
    body: Buffer.from(json),
  };
}

/** The whole connection goes, with all that is on it. */
export function breakOff(request: Http2ServerRequest): void {
  // HTTP/1.1 requests come through the same event, without a stream; an HTTP/2 session's socket is guarded.
  const session = (request as Partial<Http2ServerRequest>).stream?.session;
  if (session === undefined) request.socket.destroy();
  else session.destroy();
}
