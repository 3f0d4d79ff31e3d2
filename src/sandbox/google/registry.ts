/** The registry v2 protocol of `*.gcr.io` and `*.pkg.dev`, as `docker pull` and Flux speak it. */

import type { Cloud } from './cloud.ts';
import { callerOfToken } from './front-end.ts';
import { decode, ok, Refusal } from './http.ts';
import type { Call, Reply } from './http.ts';
import { identityName } from './identity.ts';
import type { Identity } from './identity.ts';
import { imageContents, manifestType } from './image-content.ts';
import { checkDownload, openRepository } from './registry-access.ts';
import { challenge, registryError } from './registry-error.ts';
import { parsePlace } from './registry-place.ts';
import type { RegistryPlace } from './registry-place.ts';
import { tagList } from './registry-tags.ts';

const apiVersion = { 'docker-distribution-api-version': 'registry/2.0' };

export async function registry(cloud: Cloud, call: Call): Promise<Reply> {
  try {
    const reply = await answer(cloud, call);
    return { ...reply, headers: { ...apiVersion, ...reply.headers } };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal({ ...error.reply, headers: { ...apiVersion, ...error.reply.headers } });
  }
}

async function answer(cloud: Cloud, call: Call): Promise<Reply> {
  const path = decode(call.path);
  if (path === '/v2/token') return token(cloud, call);
  const credential = credentialOf(cloud, call);
  if (path === '/v2' || path === '/v2/') {
    if (credential.kind === 'none') throw challenge(call.host);
    if (credential.kind === 'bad') throw registryError('UNAUTHORIZED', 'No valid credential was supplied.');
    return ok({});
  }
  const [, name = '', kind = '', reference = ''] = /^\/v2\/(.+?)\/(tags|manifests|blobs)\/([^/]+)$/.exec(path) ?? [];
  if (name === '') return unsupported(call);
  if (ownHosts.has(call.host)) return ownRegistry(call, credential, name, kind);
  const place = placeOf(call.host, name);
  if (credential.kind === 'none') throw challenge(call.host, place.image === '' ? `${name}/pkg` : name);
  if (credential.kind === 'bad') throw registryError('UNAUTHORIZED', 'No valid credential was supplied.');
  if (call.method !== 'GET' && call.method !== 'HEAD') return unsupported(call);
  const action = kind === 'tags' ? 'list' : 'read';
  const shown = `/v2/${name}/${kind}/${reference}${queryOf(call)}`;
  const images = await openRepository(cloud, call, place, credential.who, action, shown);
  if (kind === 'tags') return tagList(call, name, place.image, images);
  const tags = (Object.hasOwn(images, place.image) ? images[place.image] : undefined) ?? [];
  if (kind === 'blobs') return blob(name, tags, reference);
  const found = imageContents(name, tags).findLast(({ tag, digest }) => tag === reference || digest === reference);
  if (found === undefined) throw registryError('MANIFEST_UNKNOWN', `Failed to fetch "${reference}"`);
  checkDownload(cloud, place, found.tag);
  const headers = { 'content-type': manifestType, 'docker-content-digest': found.digest };
  return { status: 200, headers, body: found.manifest };
}

/** Google's own public images are not part of a world: whatever is asked for there is there. */
const ownHosts = new Set(['k8s.gcr.io', 'mirror.gcr.io']);

function ownRegistry(call: Call, credential: Credential, name: string, kind: string): Reply {
  if (credential.kind === 'none') throw challenge(call.host, name);
  if (kind !== 'tags') return unsupported(call);
  return tagList(call, name, name, { [name]: ['1.0.0', 'latest'] });
}

function queryOf(call: Call): string {
  return call.query.size === 0 ? '' : `?${call.query.toString()}`;
}

function unsupported(call: Call): Reply {
  throw registryError('UNSUPPORTED', `The operation is unsupported: ${call.method} is not served by the sandbox.`);
}

function placeOf(host: string, name: string): RegistryPlace {
  const parsed = parsePlace(host, name);
  switch (parsed.kind) {
    case 'place':
      return parsed.place;
    case 'short':
      throw registryError('NAME_INVALID', `invalid number of path components: ${parsed.components}`);
    case 'foreign':
      throw registryError('NAME_UNKNOWN', `Repository "${host}" not found`);
  }
}

type Credential =
  | { readonly kind: 'none' }
  | { readonly kind: 'bad' }
  /** `null`: anonymous, with a token that says so. */
  | { readonly kind: 'known'; readonly who: Identity | null };

function credentialOf(cloud: Cloud, call: Call): Credential {
  const header = call.headers['authorization'] ?? '';
  if (header === '') return { kind: 'none' };
  const [, scheme = '', value = ''] = /^(\w+)\s+(\S+)\s*$/.exec(header) ?? [];
  const given = scheme.toLowerCase() === 'basic' ? basicToken(value) : value;
  const caller = given === null ? null : callerOfToken(cloud, given);
  if (caller === null || caller.kind === 'bad') return { kind: 'bad' };
  return { kind: 'known', who: caller.kind === 'known' ? caller.who : null };
}

/** An access token as password. Key files as password (`_json_key`) are of no world. */
function basicToken(value: string): string | null {
  const [, user = '', password = ''] = /^([^:]*):(.*)$/s.exec(Buffer.from(value, 'base64').toString()) ?? [];
  return /^(?:oauth2accesstoken|_token|_dcgcr_\d+_\d+_\d+_token)$/.test(user) ? password : null;
}

const lifetime = 43_200;

/** The token carries the identity, not the scope: rights are judged anew at each request, and here already. */
async function token(cloud: Cloud, call: Call): Promise<Reply> {
  if (call.method !== 'GET') return unsupported(call);
  const credential = credentialOf(cloud, call);
  if (credential.kind === 'bad') throw registryError('UNAUTHORIZED', 'authentication failed');
  const who = credential.kind === 'known' ? credential.who : null;
  for (const scope of call.query.getAll('scope').flatMap((list) => list.split(' '))) {
    const name = /^repository:(.+):[a-z,*]+$/.exec(scope)?.[1];
    if (name === undefined || ownHosts.has(call.host)) continue;
    await openRepository(cloud, call, placeOf(call.host, name), who, 'token', name);
  }
  const scopes = ['https://www.googleapis.com/auth/cloud-platform'];
  return ok({ token: cloud.tokens.issue(who, { prefix: '', scopes, seconds: lifetime }), expires_in: lifetime });
}

function blob(name: string, tags: readonly string[], digest: string): Reply {
  const found = imageContents(name, tags).find(({ config }) => config.digest === digest);
  if (found === undefined) throw registryError('BLOB_UNKNOWN', `Failed to fetch "${digest}"`);
  const headers = { 'content-type': 'application/octet-stream', 'docker-content-digest': digest };
  return { status: 200, headers, body: found.config.content };
}

/** As the log of requests names the caller. */
export function registryCaller(cloud: Cloud, call: Call): string | null {
  const credential = credentialOf(cloud, call);
  return credential.kind === 'known' ? identityName(credential.who) : null;
}
