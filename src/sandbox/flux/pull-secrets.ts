/** Registry credentials in Secrets. Their content is never needed: a Secret may say whose key it holds. */

import { read, readList, readText } from '../kubernetes/read.ts';
import type { ObjectStore } from '../kubernetes/store.ts';
import type { StoredObject } from '../world.ts';
import { annotation } from './controller.ts';
import { anonymous, failed, googleToken } from './credentials.ts';
import type { Credentials } from './credentials.ts';

/** Set on a Secret: the account whose key it holds, so that a scenario need not make one. */
export const secretAccountKey = 'sandbox.flux-wi/account';

export function secretAccount(secret: StoredObject): string | undefined {
  return annotation(secret, secretAccountKey);
}

/** The Secrets that a KSA adds to every pull. */
export function ksaPullSecrets(store: ObjectStore, namespace: string, ksa: string): string[] {
  const object = store.get({ kind: 'ServiceAccount', group: '' }, namespace, ksa);
  return readList(object, 'imagePullSecrets').map((reference) => readText(reference, 'name'));
}

/** What a Secret holds for a host: by its annotation, else by its docker config. */
export async function secretCredentials(
  store: ObjectStore,
  accountToken: (email: string) => Promise<string | null>,
  namespace: string,
  name: string,
  host: string,
): Promise<Credentials> {
  const secret = store.get({ kind: 'Secret', group: '' }, namespace, name);
  if (secret === undefined) return failed(`failed to get secret '${namespace}/${name}': Secret "${name}" not found`);
  const account = secretAccount(secret);
  if (account !== undefined) {
    const token = await accountToken(account);
    return token === null ? { kind: 'basic', username: '_json_key', password: 'revoked' } : googleToken(token);
  }
  return dockerConfig(secret, host);
}

function dockerConfig(secret: StoredObject, host: string): Credentials {
  let config: unknown;
  try {
    const encoded = readText(secret, 'data', '.dockerconfigjson');
    config = JSON.parse(encoded === '' ? readText(secret, 'stringData', '.dockerconfigjson') : fromBase64(encoded));
  } catch {
    return anonymous;
  }
  const entry = read(config, 'auths', host) ?? read(config, 'auths', `https://${host}`);
  if (entry === undefined) return anonymous;
  const [username = '', ...password] = fromBase64(readText(entry, 'auth')).split(':');
  return {
    kind: 'basic',
    username: readText(entry, 'username') || username,
    password: readText(entry, 'password') || password.join(':'),
  };
}

function fromBase64(text: string): string {
  return Buffer.from(text, 'base64').toString('utf8');
}
