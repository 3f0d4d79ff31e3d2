import type { Memo } from '../../engine/memo.ts';
import type { Caller, Google } from '../google.ts';
import type { GoogleRequests } from '../google/requests.ts';
import type { Secret } from '../secret.ts';
import { RegistryAddress } from './address.ts';
import type { Challenge } from './challenge.ts';
import { Registry } from './protocol.ts';

/** The registries, asked in the steps that Flux takes: the challenge, the token that it wants, the question. */
export function registryOn(
  requests: GoogleRequests,
  memo: Memo,
  anonymous: Caller,
): Pick<Google, 'tags' | 'manifest' | 'knock'> {
  const { transport } = requests;
  const open = (caller: Caller, host: string): Registry =>
    new Registry(transport, new RegistryAddress(host, transport.endpoints.mirrorOf(host)), caller);
  const challengeOf = (registry: Registry, host: string, path: string): Promise<Challenge | null> =>
    memo.ask(JSON.stringify(['registry ping', host]), () => registry.ping(path));
  /** Of one image, for all that is asked of it. */
  const tokenOf = async (registry: Registry, caller: Caller, host: string, path: string): Promise<Secret | null> => {
    const challenge = await challengeOf(registry, host, path);
    if (challenge === null) return null;
    return requests.remembered(caller, { api: 'registry.token', resource: `${host}/${path}` }, null, () =>
      registry.token(challenge, path),
    );
  };
  return {
    tags: (caller, host, path) =>
      requests.remembered(caller, { api: 'registry.tags', resource: `${host}/${path}` }, null, async () => {
        const registry = open(caller, host);
        return registry.list(path, await tokenOf(registry, caller, host, path));
      }),

    manifest: (caller, host, path, reference) =>
      requests.remembered(caller, { api: 'registry.manifest', resource: `${host}/${path}` }, reference, async () => {
        const registry = open(caller, host);
        return registry.manifest(path, reference, await tokenOf(registry, caller, host, path));
      }),

    // Trouble is met again by the list.
    knock: (host, path) => void challengeOf(open(anonymous, host), host, path).catch(() => {}),
  };
}
