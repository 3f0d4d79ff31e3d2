/** A lookalike of a GKE cluster's API server, over TLS on loopback. */

import { randomBytes } from 'node:crypto';
import { createSecureServer } from 'node:http2';
import type { Http2SecureServer, Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { JSONWebKeySet } from 'jose';
import type { Authority, Issued } from '../certificates.ts';
import type { FaultyAnswer, World } from '../world.ts';
import { anonymous, createAuthenticator } from './authentication.ts';
import type { User } from './rbac.ts';
import { breakOff, misbehave, sent } from '../misbehaviour.ts';
import { certificatesOf } from '../server-certificates.ts';
import { certificateFault, FaultCounter } from './faults.ts';
import type { Certificate } from './faults.ts';
import type { ResourceApi } from './resource-requests.ts';
import { route } from './router.ts';
import { seedCluster } from './seed.ts';
import { createSigningKey } from './signing-key.ts';
import { ApiStatus, PageNotFound, notFound } from './status.ts';
import { ObjectStore } from './store.ts';
import { readRequest, writeAnswer } from './transport.ts';
import type { Answer } from './transport.ts';

export interface KubernetesOptions {
  readonly world: World;
  readonly authority: Authority;
  /** Called after each write that changed something. */
  readonly onWrite: () => void;
  /** Told of each request from outside of the cluster. */
  readonly onRequest?: (method: string, path: string) => void;
  /** So many of the first uses of continue tokens find that their list has expired (410). */
  readonly expiredPages?: number;
}

export interface KubernetesServer {
  readonly url: string;
  readonly caPem: string;
  /** `iss` of the tokens that it mints. */
  readonly issuer: string;
  readonly jwks: JSONWebKeySet;
  readonly tokens: { readonly operator: string };
  /** The stored objects; whoever writes here is the cluster itself. */
  readonly store: ObjectStore;
  /** A KSA's token as the cluster itself signs it, e.g. for a pod; no right is asked. Throws if there is no such KSA. */
  mintToken(request: { namespace: string; ksa: string; audience: string; pod?: string }): Promise<string>;
  close(): Promise<void>;
}

export async function serveKubernetes(options: KubernetesOptions): Promise<KubernetesServer> {
  const { world, authority } = options;
  const { cluster, operator } = world;
  const store = new ObjectStore(cluster);
  seedCluster(store, cluster);
  const key = await createSigningKey(issuerOf(world));
  const operatorToken = `sandbox-operator-${randomBytes(24).toString('base64url')}`;
  const people = new Map<string, User>();
  if (operator.kubeconfig !== 'expired') {
    people.set(operatorToken, {
      username: operator.kubernetesUser,
      groups: [...operator.kubernetesGroups, 'system:authenticated'],
    });
  }
  const authenticator = createAuthenticator(people, key, store);
  const faults = new FaultCounter(world);
  let pagesToExpire = options.expiredPages ?? 0;
  const api: ResourceApi = { store, cluster, key, expires: () => pagesToExpire-- > 0 };
  // Events follow from writes; told of them, the actor would never rest.
  store.watch(({ object }) => object.kind !== 'Event' && options.onWrite());

  const answer = async (request: Http2ServerRequest, host: string): Promise<{ answer: Answer; known: boolean }> => {
    let user: User | null = null;
    try {
      const read = await readRequest(request);
      user = await authenticator.identify(read.headers);
      return { answer: await route(api, host, read, user), known: user !== anonymous };
    } catch (error) {
      return { answer: refusal(error), known: user !== null && user !== anonymous };
    }
  };

  const handle = async (request: Http2ServerRequest, response: Http2ServerResponse): Promise<void> => {
    const path = new URL(request.url, 'https://kubernetes.default.svc').pathname;
    options.onRequest?.(request.method, path);
    const fault = faults.meet('kubernetes', request.method, path, 'outside');
    if (fault?.kind === 'delay') await delay(fault.ms, undefined, { ref: false });
    else if (fault?.kind === 'status') return writeFault(response, fault);
    else if (fault !== null) return misbehave(request, response, fault);
    const { answer: found, known } = await answer(request, host());
    await writeAnswer(request, response, found);
    // Who is not known is shown out: an HTTP/2 session ends after the answer.
    if (!known && request.httpVersionMajor === 2) response.stream.session?.close();
  };

  const certificates = certificatesOf(authority, ['127.0.0.1', 'localhost', 'kubernetes.default.svc']);
  const secureServer = ({ certPem, keyPem }: Issued): Http2SecureServer => {
    const secure = createSecureServer({
      allowHTTP1: true,
      cert: certPem,
      key: keyPem,
      ca: authority.caPem,
      requestCert: true,
      rejectUnauthorized: false,
      settings: { maxConcurrentStreams: 100, initialWindowSize: 262_144 },
    });
    // A client that goes away in the middle, or does not trust the certificate, is no one's fault.
    secure.on('sessionError', () => {});
    secure.on('tlsClientError', () => {});
    secure.on('request', (request, response) => {
      handle(request, response).catch(() => breakOff(request));
    });
    return secure;
  };
  const secured = new Map<Certificate | null, Http2SecureServer>();
  secured.set(null, secureServer(await certificates(null)));
  const accept = async (socket: Socket): Promise<void> => {
    const which = certificateFault(world, 'kubernetes', 'outside');
    const secure = secured.get(which) ?? secureServer(await certificates(which));
    secured.set(which, secure);
    secure.emit('connection', socket);
  };
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    accept(socket).catch(() => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const host = (): string => `127.0.0.1:${port}`;
  const close = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    if (server.listening) await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  if (!cluster.reachable) await close();

  return {
    url: `https://${host()}`,
    caPem: authority.caPem,
    issuer: key.issuer,
    jwks: key.jwks,
    tokens: { operator: operatorToken },
    store,
    mintToken: async ({ namespace, ksa, audience, pod }) => {
      const found = store.get({ kind: 'ServiceAccount', group: '' }, namespace, ksa);
      if (found === undefined) throw notFound({ plural: 'serviceaccounts', group: '' }, ksa);
      const bound = pod === undefined ? undefined : store.get({ kind: 'Pod', group: '' }, namespace, pod);
      return key.mint({
        subject: {
          namespace,
          serviceaccount: { name: ksa, uid: found.metadata.uid ?? '' },
          ...(bound && { pod: { name: bound.metadata.name, uid: bound.metadata.uid ?? '' } }),
        },
        audiences: [audience],
        seconds: 3600,
      });
    },
    close,
  };
}

function issuerOf({ cluster }: World): string {
  const { project, location, name } = cluster;
  return (
    cluster.issuer ?? `https://container.googleapis.com/v1/projects/${project}/locations/${location}/clusters/${name}`
  );
}

function refusal(error: unknown): Answer {
  if (error instanceof PageNotFound) {
    return {
      kind: 'text',
      status: 404,
      contentType: 'text/plain; charset=utf-8',
      text: '404 page not found\n',
      headers: { 'x-content-type-options': 'nosniff' },
    };
  }
  const status =
    error instanceof ApiStatus
      ? error
      : new ApiStatus(500, 'InternalError', `Internal error occurred: ${String(error)}`, {
          causes: [{ message: String(error) }],
        });
  // The authorizer's refusals tell browsers not to guess the type.
  const headers = status.code === 403 ? { headers: { 'x-content-type-options': 'nosniff' } } : {};
  return { kind: 'json', status: status.code, body: status.body, ...headers };
}

function writeFault(response: Http2ServerResponse, fault: FaultyAnswer): void {
  const { status, headers, body } = sent(fault);
  response.writeHead(status, { ...headers, 'content-length': String(body.length) });
  response.end(body);
}
