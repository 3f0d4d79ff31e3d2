/** Who is asking: bearer tokens, anonymous, and those who speak for another. */

import type { IncomingHttpHeaders } from 'node:http';
import { missingIamPermission } from './gke-authorizer.ts';
import { authorize } from './rbac.ts';
import type { Attributes, User } from './rbac.ts';
import type { SigningKey } from './signing-key.ts';
import { forbidden } from './forbidden.ts';
import { unauthorized } from './status.ts';
import type { ObjectStore } from './store.ts';

export const anonymous: User = { username: 'system:anonymous', groups: ['system:unauthenticated'] };

export interface Authenticator {
  /** Throws the 401, or the 403 of an impersonation that is not allowed. */
  identify(headers: IncomingHttpHeaders): Promise<User>;
}

/**
 * @param people users by their token
 */
export function createAuthenticator(
  people: ReadonlyMap<string, User>,
  key: SigningKey,
  store: ObjectStore,
): Authenticator {
  const byToken = async (token: string): Promise<User> => {
    const known = people.get(token);
    if (known !== undefined) return known;
    const verified = await key.verify(token);
    if (verified === null) throw unauthorized();
    const { namespace, name, uid, id } = verified;
    const ksa = store.get({ kind: 'ServiceAccount', group: '' }, namespace, name);
    if (ksa?.metadata.uid !== uid) throw unauthorized();
    return { ...ksaUser(namespace, name, uid), extra: { 'authentication.kubernetes.io/credential-id': [`JTI=${id}`] } };
  };
  return {
    identify: async (headers) => {
      // Another scheme, or a token that is none, is nobody: anonymous, and not 401.
      const token = /^bearer (?<token>[^ ].*)$/i.exec(headers.authorization ?? '')?.groups?.['token'];
      const user = token === undefined ? anonymous : await byToken(token);
      return impersonated(user, headers, store);
    },
  };
}

/** A KSA as the API server knows it. */
export function ksaUser(namespace: string, name: string, uid?: string): User {
  return {
    username: `system:serviceaccount:${namespace}:${name}`,
    ...(uid !== undefined && { uid }),
    groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'],
  };
}

function impersonated(user: User, headers: IncomingHttpHeaders, store: ObjectStore): User {
  const username = one(headers['impersonate-user']);
  if (username === undefined) return user;
  const ksa = /^system:serviceaccount:(?<namespace>[^:]+):(?<name>[^:]+)$/.exec(username)?.groups;
  const groups = many(headers['impersonate-group']);
  const wanted: Attributes[] = [
    ksa === undefined
      ? { kind: 'resource', verb: 'impersonate', group: '', resource: 'users', name: username }
      : {
          kind: 'resource',
          verb: 'impersonate',
          group: '',
          resource: 'serviceaccounts',
          namespace: ksa['namespace'],
          name: ksa['name'],
        },
    ...groups.map((name): Attributes => ({
      kind: 'resource',
      verb: 'impersonate',
      group: '',
      resource: 'groups',
      name,
    })),
  ];
  for (const attributes of wanted) {
    const decision = authorize(store, user, attributes);
    if (!decision.allowed) throw forbidden(user, attributes, missingIamPermission(user, attributes));
  }
  const own = ksa === undefined ? ['system:authenticated'] : ksaUser(ksa['namespace'] ?? '', ksa['name'] ?? '').groups;
  return { username, groups: groups.length === 0 ? own : [...new Set([...groups, 'system:authenticated'])] };
}

function one(header: string | string[] | undefined): string | undefined {
  return many(header)[0];
}

function many(header: string | string[] | undefined): string[] {
  if (header === undefined) return [];
  return (Array.isArray(header) ? header : header.split(','))
    .map((value) => value.trim())
    .filter((value) => value !== '');
}
