/** The registry protocol, in the steps and the words of the client library that Flux uses. */

import * as z from 'zod';
import { statusLine } from './asking.ts';
import type { Ask, Asked } from './asking.ts';
import type { Credentials } from './credentials.ts';
import type { ImageReference } from './image-reference.ts';

export type Tags = { readonly kind: 'tags'; readonly tags: readonly string[] } | Failure;

export interface Failure {
  readonly kind: 'failed';
  /** `credentials`: none could be had, the registry was not to blame. */
  readonly step: 'credentials' | 'ping' | 'token' | 'tags' | 'manifest';
  readonly status: number | null;
  readonly error: string;
}

/** All tags of an image; credentials are asked for only when the registry wants them. */
export async function listTags(
  ask: Ask,
  image: ImageReference,
  credentials: () => Promise<Credentials>,
): Promise<Tags> {
  const bearer = await authorize(ask, image, credentials);
  if (typeof bearer !== 'string') return bearer;
  const headers: Record<string, string> = bearer === '' ? {} : { authorization: `Bearer ${bearer}` };
  const tags: string[] = [];
  let url: string | null = `https://${image.host}/v2/${image.path}/tags/list?n=1000`;
  for (let pages = 0; url !== null && pages < 100; pages++) {
    const asked: Asked = await ask('GET', url, { headers });
    if (asked.kind === 'none' || asked.status !== 200) return failure('tags', 'GET', url, asked);
    tags.push(...(tagList.safeParse(parseJson(asked.body)).data?.tags ?? []));
    url = nextPage(url, asked.header('link'));
  }
  return { kind: 'tags', tags };
}

export type Manifest = { readonly kind: 'manifest'; readonly digest: string } | Failure;

const manifestTypes = [
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.index.v1+json',
].join(',');

/**
 * What a tag stands for now, by `HEAD`; where that is refused, by `GET`, whose refusal has words. Content that is named
 * by its digest is fetched at once.
 */
export async function fetchManifest(
  ask: Ask,
  image: ImageReference,
  reference: string,
  credentials: () => Promise<Credentials>,
): Promise<Manifest> {
  const bearer = await authorize(ask, image, credentials);
  if (typeof bearer !== 'string') return bearer;
  const authorization: Record<string, string> = bearer === '' ? {} : { authorization: `Bearer ${bearer}` };
  const headers = { ...authorization, accept: manifestTypes };
  const url = `https://${image.host}/v2/${image.path}/manifests/${reference}`;
  const head = reference.startsWith('sha256:') ? null : await ask('HEAD', url, { headers });
  const asked = head?.kind === 'answer' && head.status === 200 ? head : await ask('GET', url, { headers });
  if (asked.kind === 'none' || asked.status !== 200) return failure('manifest', 'GET', url, asked);
  return { kind: 'manifest', digest: asked.header('docker-content-digest') ?? '' };
}

const tagList = z.object({ tags: z.array(z.string()).nullish() });
const tokenBody = z.object({ token: z.string().optional(), access_token: z.string().optional() });

/** The bearer token; empty where the registry wants none. */
async function authorize(
  ask: Ask,
  image: ImageReference,
  credentials: () => Promise<Credentials>,
): Promise<string | Failure> {
  const root = `https://${image.host}/v2/`;
  const ping = await ask('GET', root);
  if (ping.kind === 'none') return failure('ping', 'GET', root, ping);
  if (ping.status === 200) return '';
  if (ping.status !== 401) return failure('ping', 'GET', root, ping);
  const challenge = ping.header('www-authenticate') ?? '';
  const realm = parameter(challenge, 'realm');
  if (realm === '') return failure('ping', 'GET', root, ping);
  const found = await credentials();
  if (found.kind === 'failed') return { kind: 'failed', step: 'credentials', status: null, error: found.error };
  const query = new URLSearchParams({
    scope: `repository:${image.path}:pull`,
    service: parameter(challenge, 'service'),
  });
  const url = `${realm}?${query.toString()}`;
  const asked = await ask('GET', url, { headers: basic(found) });
  if (asked.kind === 'none' || asked.status !== 200) return failure('token', 'GET', url, asked);
  const { token, access_token: accessToken } = tokenBody.safeParse(parseJson(asked.body)).data ?? {};
  return token ?? accessToken ?? '';
}

function basic(credentials: Credentials): Record<string, string> {
  if (credentials.kind !== 'basic') return {};
  const pair = Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64');
  return { authorization: `Basic ${pair}` };
}

/** Quoted or not. */
function parameter(challenge: string, name: string): string {
  const [, quoted, plain] = new RegExp(`${name}=(?:"([^"]*)"|([^,\\s]*))`).exec(challenge) ?? [];
  return quoted ?? plain ?? '';
}

function nextPage(url: string, link: string | null): string | null {
  const target = /<([^>]+)>;\s*rel="?next"?/.exec(link ?? '')?.[1];
  if (target === undefined) return null;
  const next = new URL(target, url);
  return next.origin === new URL(url).origin ? next.href : null;
}

const errorBody = z.object({
  errors: z
    .array(z.object({ code: z.string(), message: z.string().optional(), detail: z.unknown().optional() }))
    .min(1),
});

/** `GET URL: CODE: message`, several codes joined; without JSON `unexpected status code N Text: body`. */
function failure(step: Failure['step'], method: string, url: string, asked: Asked): Failure {
  if (asked.kind === 'none') return { kind: 'failed', step, status: null, error: asked.error };
  const parsed = errorBody.safeParse(parseJson(asked.body));
  const errors = parsed.data?.errors.map(({ code, message }) => `${code}: ${message ?? ''}`) ?? [];
  const [only] = errors;
  const body = asked.body.trim();
  const said =
    only === undefined
      ? `unexpected status code ${statusLine(asked.status)}${body === '' ? '' : `: ${body}`}`
      : errors.length === 1
        ? only
        : `multiple errors returned: ${errors.join('; ')}`;
  return { kind: 'failed', step, status: asked.status, error: `${method} ${url}: ${said}` };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
