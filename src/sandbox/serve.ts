/** Serves a world: the cluster, Google, Flux, and what clients need to find them. */

import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { createAuthority } from './certificates.ts';
import { unsetFor, writeClientFiles } from './client-files.ts';
import { clusterFetch } from './cluster-fetch.ts';
import { runFlux } from './flux/actor.ts';
import type { Cloud } from './google/cloud.ts';
import { google, isGoogleHost } from './google/google.ts';
import type { Call, Reply } from './google/http.ts';
import { TokenStore } from './google/tokens.ts';
import { certificateFault, FaultCounter } from './kubernetes/faults.ts';
import { serveKubernetes } from './kubernetes/server.ts';
import { accountToken } from './metadata/node-account.ts';
import { serveMetadata } from './metadata/server.ts';
import { sent } from './misbehaviour.ts';
import type { Misbehaviour } from './misbehaviour.ts';
import { serveProxy } from './proxy.ts';
import { logged } from './request-log.ts';
import type { LoggedRequest } from './request-log.ts';
import type { World } from './world.ts';

export interface SandboxOptions {
  /** Each answer waits so long: a network's round trip, for benchmarks. */
  readonly answerDelayMs?: number;
  /** Serves the metadata server too, as this pod meets it. */
  readonly metadataPod?: { readonly namespace: string; readonly name: string };
}

export interface ClusterRequest {
  readonly method: string;
  readonly path: string;
}

export interface Sandbox {
  /** What a client must have in its environment. */
  readonly env: Record<string, string>;
  /** What it must not have. */
  readonly unset: string[];
  /** The state, live. */
  readonly world: World;
  /** Resolves when Flux has caught up with every write. */
  settle(): Promise<void>;
  /** What Google was asked so far. */
  requests(): readonly LoggedRequest[];
  /** What the API server was asked so far. */
  clusterRequests(): readonly ClusterRequest[];
  /** Hosts that were sought from outside of the cluster and are not Google's. */
  strangers(): readonly string[];
  close(): Promise<void>;
}

/** Starts everything on loopback, and resolves when Flux has scanned for the first time. */
export async function serveSandbox(world: World, options: SandboxOptions = {}): Promise<Sandbox> {
  /** What to close, the newest first. */
  const opened: (() => unknown)[] = [];
  const close = async (): Promise<void> => {
    for (let end = opened.pop(); end !== undefined; end = opened.pop()) await end();
  };
  try {
    return { ...(await start(world, options, opened)), unset: unsetFor(world), world, close };
  } catch (error) {
    await close();
    throw error;
  }
}

type Started = Pick<Sandbox, 'env' | 'settle' | 'requests' | 'clusterRequests' | 'strangers'>;

async function start(world: World, options: SandboxOptions, opened: (() => unknown)[]): Promise<Started> {
  const authority = await createAuthority();
  const wait = options.answerDelayMs ?? 0;
  if (wait > 0) world.faults.push({ host: 'kubernetes', answer: { kind: 'delay', ms: wait } });
  const listeners = new Set<() => void>();
  const onWrite = (): void => {
    for (const listener of listeners) listener();
  };
  const clusterLog: ClusterRequest[] = [];
  const onRequest = (method: string, path: string): void => void clusterLog.push({ method, path });
  const kubernetes = await serveKubernetes({ world, authority, onWrite, onRequest });
  opened.push(() => kubernetes.close());
  const refreshToken = `1//sandbox-${randomBytes(32).toString('base64url')}`;
  const cloud: Cloud = { world, tokens: new TokenStore(), cluster: kubernetes, refreshToken, onWrite };
  const log: LoggedRequest[] = [];
  const strangers: string[] = [];
  const faults = new FaultCounter(world);
  const answer = answering(cloud, faults, log);
  const proxy = await serveProxy({
    authority,
    serves: isGoogleHost,
    answer: async (call) => {
      // Flux is no part of what is measured.
      if (wait > 0 && call.origin === 'outside') await delay(wait);
      return answer(call);
    },
    connect: (host, origin) => faults.meet(host, 'CONNECT', '', origin),
    certificate: (host, origin) => certificateFault(world, host, origin),
    stranger: (host, origin) => {
      if (origin === 'outside') strangers.push(host);
    },
  });
  opened.push(() => proxy.close());
  const files = await writeClientFiles({
    world,
    caPem: authority.caPem,
    proxyUrl: proxy.url,
    kubernetes: { url: kubernetes.url, caPem: kubernetes.caPem, token: kubernetes.tokens.operator },
    refreshToken,
  });
  opened.push(() => files.remove());
  const inCluster = clusterFetch(proxy.clusterUrl, authority.caPem);
  opened.push(() => inCluster.close());
  const flux = runFlux({
    world,
    kubernetes,
    fetch: inCluster.fetch,
    accountToken: (email) => Promise.resolve(accountToken(cloud, email)),
  });
  opened.push(() => flux.close());
  listeners.add(() => flux.wake());
  await flux.settle();
  const env = { ...files.env };
  if (options.metadataPod !== undefined) {
    const metadata = await serveMetadata({ cloud, kubernetes, ask: asked(answer), pod: options.metadataPod });
    opened.push(() => metadata.close());
    env['GCE_METADATA_HOST'] = metadata.host;
  }
  return {
    env,
    settle: () => flux.settle(),
    requests: () => [...log],
    clusterRequests: () => [...clusterLog],
    strangers: () => [...strangers],
  };
}

/** For callers that hear of a broken connection as an error. */
function asked(answer: (call: Call) => Promise<Reply | Misbehaviour>): (call: Call) => Promise<Reply> {
  return async (call) => {
    const reply = await answer(call);
    if ('kind' in reply) throw new Error('connection reset');
    return reply;
  };
}

/** Faults of the world come before its state. */
function answering(
  cloud: Cloud,
  faults: FaultCounter,
  log: LoggedRequest[],
): (call: Call) => Promise<Reply | Misbehaviour> {
  return async (call) => {
    const reply = await met(call);
    log.push(logged(cloud, call, 'kind' in reply ? reply.kind : reply.status));
    return reply;
  };

  async function met(call: Call): Promise<Reply | Misbehaviour> {
    const fault = faults.meet(call.host, call.method, call.path, call.origin);
    if (fault === null) return google(cloud, call);
    switch (fault.kind) {
      case 'status':
        return sent(fault);
      case 'delay':
        await delay(fault.ms);
        return google(cloud, call);
      default:
        return fault;
    }
  }
}
