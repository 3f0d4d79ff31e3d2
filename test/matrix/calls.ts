/** The calls that the doctor makes of a world, as the sandbox sees them: a new one joins by itself. */

import type { Sandbox } from '../../src/sandbox/serve.ts';

export interface Call {
  /** `kubernetes`, or a real host name. */
  readonly host: string;
  readonly method: string;
  /** Without its query. */
  readonly path: string;
}

/** Everything that was asked of this sandbox from outside of the cluster, each once, in a fixed order. */
export function callsOf(sandbox: Sandbox): readonly Call[] {
  const google = sandbox.requests().filter(({ origin }) => origin === 'outside');
  const all = [
    ...sandbox.clusterRequests().map(({ method, path }) => ({ host: 'kubernetes', method, path })),
    ...google.map(({ host, method, path }) => ({ host, method, path: path.replace(/\?.*$/s, '') })),
  ];
  const seen = new Map(all.filter(({ method }) => method !== 'HEAD').map((call) => [nameOf(call), call]));
  return [...seen.values()].sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
}

export function nameOf({ host, method, path }: Call): string {
  return `${host} ${method} ${path}`;
}

/** The path of a call, and no other. */
export function pattern({ path }: Call): RegExp {
  return new RegExp(`^${path.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
}
