/** How Flux in a sandbox reaches Google: by the real names, through the sandbox's proxy, from inside the cluster. */

import { ProxyAgent, fetch } from 'undici';
import type { SandboxFetch } from './flux/actor.ts';

export interface ClusterFetch {
  readonly fetch: SandboxFetch;
  close(): Promise<void>;
}

export function clusterFetch(proxyUrl: string, caPem: string): ClusterFetch {
  const dispatcher = new ProxyAgent({ uri: proxyUrl, requestTls: { ca: caPem } });
  return {
    // Flux follows no redirect with a credential either.
    fetch: (url, init) => fetch(url, { ...init, redirect: 'manual', dispatcher }),
    close: () => dispatcher.destroy(),
  };
}
