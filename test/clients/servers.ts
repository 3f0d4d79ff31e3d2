/** Real servers on loopback for the clients' tests: TLS under any host name, and a proxy that leads there. */

import { createServer as createHttpServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createSecureServer } from 'node:http2';
import type { AddressInfo, Server, Socket } from 'node:net';
import { connect } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { createAuthority } from '../../src/sandbox/certificates.ts';

export interface Asked {
  readonly host: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** `reset`: the connection is cut. `silence`: no answer ever comes. */
export type Behaviour = (asked: Asked) => Answer | 'reset' | 'silence';

export interface TestServer extends AsyncDisposable {
  readonly port: number;
  readonly asked: readonly Asked[];
  /** How many connections were opened. */
  readonly connections: () => number;
}

/** Speaks plain HTTP. */
export async function serveHttp(behave: Behaviour): Promise<TestServer> {
  const asked: Asked[] = [];
  const server = createHttpServer((request, response) => void answer(request, response, asked, behave));
  return listening(server, asked);
}

export interface TlsServer extends TestServer {
  readonly caPem: string;
}

/** Speaks HTTPS, h2 and HTTP/1.1, under the given names; its CA is trusted by this process if asked for. */
export async function serveHttps(
  names: readonly string[],
  trust: 'trusted' | 'unknown',
  behave: Behaviour,
): Promise<TlsServer> {
  const authority = await createAuthority();
  const { certPem, keyPem } = await authority.issue(names);
  if (trust === 'trusted') setDefaultCACertificates([...getCACertificates('default'), authority.caPem]);
  const asked: Asked[] = [];
  const server = createSecureServer({ cert: certPem, key: keyPem, allowHTTP1: true }, (request, response) => {
    void answer(request as unknown as IncomingMessage, response as unknown as ServerResponse, asked, behave);
  });
  return { ...(await listening(server, asked)), caPem: authority.caPem };
}

export interface TestProxy extends AsyncDisposable {
  readonly url: string;
  /** `HOST:PORT` of each tunnel, in turn. */
  readonly tunnels: readonly string[];
  readonly authorizations: readonly (string | undefined)[];
}

/** A CONNECT proxy that leads every tunnel to one port, whatever name was asked for; `null`: it refuses all. */
export async function serveProxy(port: number | null): Promise<TestProxy> {
  const tunnels: string[] = [];
  const authorizations: (string | undefined)[] = [];
  const server = createHttpServer((_, response) => response.writeHead(500).end());
  server.on('connect', (request: IncomingMessage, client: Socket, head: Buffer) => {
    tunnels.push(request.url ?? '');
    authorizations.push(request.headers['proxy-authorization']);
    if (port === null) {
      client.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    const upstream = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on('error', () => client.destroy());
    client.on('error', () => upstream.destroy());
  });
  const listened = await listening(server, []);
  return {
    url: `http://127.0.0.1:${listened.port}`,
    tunnels,
    authorizations,
    [Symbol.asyncDispose]: listened[Symbol.asyncDispose],
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  asked: Asked[],
  behave: Behaviour,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const one: Asked = {
    host: String(request.headers[':authority'] ?? request.headers.host ?? ''),
    method: request.method ?? '',
    path: request.url ?? '',
    headers: { ...request.headers },
    body: Buffer.concat(chunks).toString('utf8'),
  };
  asked.push(one);
  const behaviour = behave(one);
  if (behaviour === 'silence') return;
  if (behaviour === 'reset') {
    request.socket.destroy();
    return;
  }
  const { status = 200, headers = {}, body = {} } = behaviour;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const type = typeof body === 'string' ? 'text/plain' : 'application/json';
  response.writeHead(status, { 'content-type': type, ...headers });
  response.end(text);
}

async function listening(server: Server, asked: Asked[]): Promise<TestServer> {
  const sockets = new Set<Socket>();
  let connections = 0;
  server.on('connection', (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    asked,
    connections: () => connections,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
