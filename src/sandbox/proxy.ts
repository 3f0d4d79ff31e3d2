/**
 * The way in: an HTTP proxy on loopback that lets clients CONNECT to Google's real host names, ends their TLS with
 * certificates of the sandbox's own authority, and answers in Google's place. It reaches no other host.
 */

import { createServer, STATUS_CODES } from 'node:http';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { createSecureServer } from 'node:http2';
import type { Http2SecureServer, Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { createSecureContext } from 'node:tls';
import type { SecureContext } from 'node:tls';
import type { Authority } from './certificates.ts';
import type { Certificate, MetFault } from './kubernetes/faults.ts';
import { misbehave, sent } from './misbehaviour.ts';
import type { Misbehaviour } from './misbehaviour.ts';
import { certificatesOf } from './server-certificates.ts';
import type { Call, Origin, Reply } from './google/http.ts';

export interface ProxyOptions {
  readonly authority: Authority;
  readonly serves: (host: string) => boolean;
  readonly answer: (call: Call) => Promise<Reply | Misbehaviour>;
  /** What the proxy itself answers to who wants to reach a host; `null`: it leads there. */
  readonly connect: (host: string, origin: Origin) => MetFault | null;
  /** The certificate that a host shows to whoever comes from there; `null`: its own. */
  readonly certificate: (host: string, origin: Origin) => Certificate | null;
  /** Told of hosts that are asked for and not served. */
  readonly stranger: (host: string, origin: Origin) => void;
}

export interface Proxy {
  readonly url: string;
  /** The same proxy, for callers that stand inside the cluster's network. */
  readonly clusterUrl: string;
  close(): Promise<void>;
}

/** The proxy user that marks a connection as the cluster's own. */
const clusterUser = 'cluster';

export async function serveProxy(options: ProxyOptions): Promise<Proxy> {
  const contexts = contextCache(options);
  const servers: Readonly<Record<Origin, Http2SecureServer>> = {
    outside: secureServer(options, contexts, 'outside'),
    cluster: secureServer(options, contexts, 'cluster'),
  };
  const sockets = new Set<Duplex>();
  const server = createServer((request, response) => {
    refusePlain(request, response);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
  });
  server.on('connect', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const [, host = '', port = ''] = /^([^:]+):(\d+)$/.exec(request.url ?? '') ?? [];
    const origin = originOf(request);
    const fault = options.connect(host.toLowerCase(), origin);
    if (fault !== null) return refuseTunnel(socket, fault);
    if (port !== '443' || !options.serves(host.toLowerCase())) {
      options.stranger(host, origin);
      const text = `flux-wi sandbox: ${host} is not served here\n`;
      socket.end(
        `HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain\r\nContent-Length: ${text.length}\r\nConnection: close\r\n\r\n${text}`,
      );
      return;
    }
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    if (head.length > 0) socket.unshift(head);
    servers[origin].emit('connection', socket);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    clusterUrl: `http://${clusterUser}:${clusterUser}@127.0.0.1:${port}`,
    close: async () => {
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function originOf(request: IncomingMessage): Origin {
  const [, value = ''] = /^Basic (\S+)$/i.exec(request.headers['proxy-authorization'] ?? '') ?? [];
  return Buffer.from(value, 'base64').toString().startsWith(`${clusterUser}:`) ? 'cluster' : 'outside';
}

/** Plain requests are not Google's: every API is https. */
function refusePlain(request: IncomingMessage, response: ServerResponse): void {
  request.resume();
  response.writeHead(403, { 'content-type': 'text/plain' });
  response.end('flux-wi sandbox: only https to Google hosts is served here\n');
}

function refuseTunnel(socket: Duplex, fault: MetFault): void {
  if (fault.kind === 'reset') socket.destroy();
  if (fault.kind !== 'status') return;
  const { status, headers, body } = sent(fault);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Error'}\r\nContent-Length: ${body.length}\r\n`;
  socket.end(Buffer.concat([Buffer.from(`${head}Connection: close\r\n${lines.join('')}\r\n`), body]));
}

/** One certificate a host and fault, made when it is first asked for. */
function contextCache({
  authority,
  certificate,
}: ProxyOptions): (host: string, from: Origin) => Promise<SecureContext> {
  const issuers = new Map<string, ReturnType<typeof certificatesOf>>();
  return async (host, origin) => {
    const issuer = issuers.get(host) ?? certificatesOf(authority, [host]);
    issuers.set(host, issuer);
    const { certPem, keyPem } = await issuer(certificate(host, origin));
    return createSecureContext({ cert: certPem, key: keyPem });
  };
}

function secureServer(
  options: ProxyOptions,
  contexts: (host: string, from: Origin) => Promise<SecureContext>,
  origin: Origin,
): Http2SecureServer {
  const server = createSecureServer({
    allowHTTP1: true,
    SNICallback: (name, done) => {
      const host = name.toLowerCase();
      if (!options.serves(host)) {
        done(new Error(`${host} is not served here`));
        return;
      }
      contexts(host, origin).then(
        (context) => done(null, context),
        (error: unknown) => done(error as Error),
      );
    },
  });
  // A client that breaks off, or does not trust the certificate, is its own business.
  server.on('tlsClientError', () => {});
  server.on('sessionError', () => {});
  server.on('request', (request: Http2ServerRequest, response: Http2ServerResponse) => {
    void respond(options, origin, request, response);
  });
  return server;
}

async function respond(
  options: ProxyOptions,
  origin: Origin,
  request: Http2ServerRequest,
  response: Http2ServerResponse,
): Promise<void> {
  request.on('error', () => {});
  response.on('error', () => {});
  try {
    const call = await readCall(request, origin);
    const reply = options.serves(call.host) ? await options.answer(call) : misdirected(call.host);
    if ('kind' in reply) misbehave(request, response, reply);
    else send(response, reply, call.method);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    send(response, { status: 500, body: { error: { code: 500, message, status: 'INTERNAL' } } }, request.method);
  }
}

function misdirected(host: string): Reply {
  return { status: 421, headers: { 'content-type': 'text/plain' }, body: `${host} is not served here\n` };
}

const largestBody = 4_000_000;

async function readCall(request: Http2ServerRequest, origin: Origin): Promise<Call> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > largestBody) throw new Error('request body too large');
    chunks.push(chunk as Buffer);
  }
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
  const host = (headers[':authority'] ?? headers['host'] ?? '').replace(/:\d+$/, '').toLowerCase();
  const [path = '/', query = ''] = request.url.replace(/^https?:\/\/[^/]+/, '').split(/\?(.*)/s);
  return {
    method: request.method,
    host,
    path,
    query: new URLSearchParams(query),
    headers,
    body: Buffer.concat(chunks).toString(),
    origin,
  };
}

function send(response: Http2ServerResponse, reply: Reply, method: string): void {
  if (response.destroyed || response.writableEnded) return;
  const raw = typeof reply.body === 'string' || reply.body instanceof Uint8Array;
  const body = raw ? reply.body : `${JSON.stringify(reply.body, null, 2)}\n`;
  const headers: OutgoingHttpHeaders = {
    ...(!raw && { 'content-type': 'application/json; charset=UTF-8' }),
    'content-length': Buffer.byteLength(body),
    ...reply.headers,
  };
  response.writeHead(reply.status, headers);
  if (method === 'HEAD') response.end();
  else response.end(body);
}
