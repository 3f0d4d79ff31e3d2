/** The Google side of a world as the services share it: the state, the tokens, the cluster's keys, and look-ups. */

import type { KubernetesServer } from '../kubernetes/server.ts';
import type { BucketState, ProjectState, ServiceAccountState, World } from '../world.ts';
import type { TokenStore } from './tokens.ts';

export interface Cloud {
  readonly world: World;
  readonly tokens: TokenStore;
  /** The one cluster that is really served. */
  readonly cluster: Pick<KubernetesServer, 'issuer' | 'jwks' | 'store'>;
  /** Of the operator's login. */
  readonly refreshToken: string;
  /** Tells that state was written. */
  readonly onWrite: () => void;
}

export interface Named<State> {
  readonly id: string;
  readonly state: State;
}

/** By id or number. */
export function findProject(cloud: Cloud, idOrNumber: string): Named<ProjectState> | null {
  const { projects } = cloud.world.google;
  const byId = ownValue(projects, idOrNumber);
  if (byId !== undefined) return { id: idOrNumber, state: byId };
  const byNumber = Object.entries(projects).find(([, { number }]) => number === idOrNumber);
  return byNumber === undefined ? null : { id: byNumber[0], state: byNumber[1] };
}

export interface FoundAccount {
  readonly project: Named<ProjectState>;
  readonly email: string;
  readonly state: ServiceAccountState;
}

/** By e-mail or unique id, in whichever project it lives. */
export function findAccount(cloud: Cloud, emailOrId: string): FoundAccount | null {
  for (const [id, project] of Object.entries(cloud.world.google.projects)) {
    for (const [email, state] of Object.entries(project.serviceAccounts)) {
      if (email === emailOrId || state.uniqueId === emailOrId) return { project: { id, state: project }, email, state };
    }
  }
  return null;
}

/**
 * The project that an account's e-mail points at, whether or not there is such an account:
 * `NAME@P.iam.gserviceaccount.com`, `P@appspot.gserviceaccount.com`, `N-compute@developer.gserviceaccount.com`.
 * A domain-scoped project `example.com:p` is written `p.example.com` there.
 */
export function projectOfAccount(email: string): string | null {
  const scoped = /^[^@]+@([a-z][a-z0-9-]+)(?:\.([a-z0-9.-]+))?\.iam\.gserviceaccount\.com$/.exec(email);
  if (scoped !== null) return scoped[2] === undefined ? (scoped[1] ?? null) : `${scoped[2]}:${scoped[1]}`;
  const other = /^(?:(\d+)-compute@developer|([^@]+)@appspot)\.gserviceaccount\.com$/.exec(email);
  return other?.[1] ?? other?.[2] ?? null;
}

export interface FoundBucket {
  readonly project: Named<ProjectState>;
  readonly name: string;
  readonly state: BucketState;
}

export function findBucket(cloud: Cloud, name: string): FoundBucket | null {
  for (const [id, project] of Object.entries(cloud.world.google.projects)) {
    const state = ownValue(project.buckets, name);
    if (state !== undefined) return { project: { id, state: project }, name, state };
  }
  return null;
}

/** A value under a key that came from outside: `__proto__` and `constructor` find nothing. */
export function ownValue<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
