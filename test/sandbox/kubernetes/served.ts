/** A served cluster for the length of a test, asked over its own TLS. */

import { Agent, fetch } from 'undici';
import type { RequestInit } from 'undici';
import { onTestFinished } from 'vitest';
import { createAuthority } from '../../../src/sandbox/certificates.ts';
import { serveKubernetes } from '../../../src/sandbox/kubernetes/server.ts';
import type { KubernetesServer } from '../../../src/sandbox/kubernetes/server.ts';
import type { World } from '../../../src/sandbox/world.ts';

export interface Served {
  readonly server: KubernetesServer;
  readonly world: World;
  readonly writes: () => number;
  /** Asks as the operator, or with the token given; `null`: with none. */
  readonly ask: (path: string, init?: RequestInit & { token?: string | null }) => Promise<Told>;
}

export interface Told {
  readonly status: number;
  readonly text: string;
  readonly json: Record<string, unknown>;
  header(name: string): string | null;
}

export async function served(world: World, options: { expiredPages?: number } = {}): Promise<Served> {
  let writes = 0;
  const authority = await createAuthority();
  const server = await serveKubernetes({ world, authority, onWrite: () => writes++, ...options });
  const dispatcher = new Agent({ connect: { ca: server.caPem } });
  onTestFinished(async () => {
    await dispatcher.destroy();
    await server.close();
  });
  return {
    server,
    world,
    writes: () => writes,
    ask: async (path, { token = server.tokens.operator, headers, ...init } = {}) => {
      const authorization = token === null ? {} : { authorization: `Bearer ${token}` };
      const answer = await fetch(`${server.url}${path}`, {
        dispatcher,
        headers: { 'user-agent': 'probe/1', ...authorization, ...(headers as Record<string, string> | undefined) },
        ...init,
      });
      const text = await answer.text();
      return {
        status: answer.status,
        text,
        get json() {
          return JSON.parse(text) as Record<string, unknown>;
        },
        header: (name) => answer.headers.get(name),
      };
    },
  };
}

/** A JSON body, as `POST` or as the patch of a type. */
export function post(body: unknown): RequestInit {
  return { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
}

export function patch(type: 'merge-patch' | 'strategic-merge-patch' | 'json-patch', body: unknown): RequestInit {
  return { method: 'PATCH', body: JSON.stringify(body), headers: { 'content-type': `application/${type}+json` } };
}
