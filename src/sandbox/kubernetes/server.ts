/** A lookalike of a GKE cluster's API server, over TLS on loopback. */

import type { JSONWebKeySet } from 'jose';
import type { Authority } from '../certificates.ts';
import type { World } from '../world.ts';

export interface KubernetesOptions {
  readonly world: World;
  readonly authority: Authority;
  /** Called after each write that changed something. */
  readonly onWrite: () => void;
}

export interface KubernetesServer {
  readonly url: string;
  readonly caPem: string;
  /** `iss` of the tokens that it mints. */
  readonly issuer: string;
  readonly jwks: JSONWebKeySet;
  readonly tokens: { readonly operator: string };
  /** A KSA's token as the cluster itself makes it, e.g. for a pod; no right is asked. Throws if there is no such KSA. */
  mintToken(request: { namespace: string; ksa: string; audience: string; pod?: string }): Promise<string>;
  close(): Promise<void>;
}

export async function serveKubernetes(_options: KubernetesOptions): Promise<KubernetesServer> {
  throw new Error('not served yet');
}
