import * as z from 'zod';
import { ApiError } from '../api-error.ts';
import type { Caller, Manifest, TagList } from '../google.ts';
import { read } from '../google/requests.ts';
import { nonsense } from '../refusals/no-answer.ts';
import { notAllowed } from '../refusals/not-allowed.ts';
import { registryRefusal } from '../refusals/registry-refusal.ts';
import { Secret } from '../secret.ts';
import { tokenText } from '../token-text.ts';
import { ongoingCall } from '../transport/api-call.ts';
import type { Answer, ApiCall } from '../transport/api-call.ts';
import type { Transport } from '../transport/transport.ts';
import type { RegistryAddress } from './address.ts';
import { nextLink, parseChallenge } from './challenge.ts';
import type { Challenge } from './challenge.ts';
import { isGoogleRegistry } from './registry-host.ts';

const tokenSchema = z
  .looseObject({ token: z.string().optional(), access_token: z.string().optional() })
  .transform(({ token, access_token: accessToken }) => token || accessToken || '')
  .pipe(tokenText);

const names = z.array(z.string()).nullish();
const pageSchema = z.looseObject({
  // Always there, empty as it may be: a document without it lists nothing.
  tags: z.array(z.string()).nullable(),
  child: names,
  manifest: z.record(z.string(), z.unknown()).nullish(),
});

const mostPages = 50;

/** One registry as one caller: each request of the v2 protocol, in the form that Flux sends. */
export class Registry {
  readonly #transport: Transport;
  readonly #address: RegistryAddress;
  readonly #caller: Caller;

  constructor(transport: Transport, address: RegistryAddress, caller: Caller) {
    this.#transport = transport;
    this.#address = address;
    this.#caller = caller;
  }

  /**
   * Without any credential. Google's registries always ask for one, so a success is somebody else's, but behind a mirror.
   *
   * @returns `null` where the mirror asks for none.
   */
  ping(path: string): Promise<Challenge | null> {
    const { host } = this.#address;
    let header: string | null = null;
    const refusal = (answer: Answer, call: ApiCall): ApiError => {
      header = answer.headers.get('www-authenticate');
      return registryRefusal(answer, call);
    };
    const call: ApiCall = { api: 'registry.ping', resource: host, as: 'anonymous', expects: 'any', refusal };
    return this.#transport.call(call, async () => {
      if (!isGoogleRegistry(host))
        throw notAllowed(
          ongoingCall().call,
          this.#address.host,
          `${host} is no registry of Google’s: it is given no token`,
        );
      if (!isImagePath(path)) throw notAllowed(ongoingCall().call, this.#address.host, `“${path}” is no image’s path`);
      try {
        const response = await this.#transport.fetch(this.#address.at('v2/'));
        const asksForNone = response.headers.get('docker-distribution-api-version') === 'registry/2.0';
        if (this.#address.isMirrored && asksForNone) return null;
        throw nonsense(ongoingCall(), 'no demand for a credential');
      } catch (error) {
        const challenge = parseChallenge(header);
        if (!(error instanceof ApiError) || error.details.status !== 401 || challenge === null) throw error;
        if (this.#address.realm(challenge.realm) !== null) return challenge;
        throw notAllowed(
          ongoingCall().call,
          this.#address.host,
          `${host} names a token endpoint that is not its own: ${challenge.realm}`,
        );
      }
    });
  }

  /** The token endpoint refuses first, and names permission and repository. */
  async token({ realm, service }: Challenge, path: string): Promise<Secret> {
    const accessToken = await this.#caller.token();
    const basic = Buffer.from(`oauth2accesstoken:${accessToken?.reveal() ?? ''}`).toString('base64');
    return this.#transport.call(this.#call('registry.token', path), async () => {
      if (!isImagePath(path)) throw notAllowed(ongoingCall().call, this.#address.host, `“${path}” is no image’s path`);
      const url = this.#address.realm(realm) ?? this.#address.at('v2/token');
      url.searchParams.set('service', service ?? this.#address.host);
      url.searchParams.set('scope', `repository:${path}:pull`);
      const headers = accessToken === null ? {} : { authorization: `Basic ${basic}` };
      const response = await this.#transport.fetch(url, { headers });
      return new Secret(read(tokenSchema, await response.json()));
    });
  }

  async list(path: string, token: Secret | null): Promise<TagList> {
    const tags: string[] = [];
    const child = new Set<string>();
    const manifests = new Set<string>();
    const headers = token === null ? {} : { authorization: `Bearer ${token.reveal()}` };
    let next: URL | null = this.#address.at(`v2/${escaped(path)}/tags/list?n=1000`);
    for (let page = 0; next !== null && page < mostPages; page += 1) {
      const url: URL = next;
      next = await this.#transport.call(this.#call('registry.tags', path), async () => {
        if (!isImagePath(path))
          throw notAllowed(ongoingCall().call, this.#address.host, `“${path}” is no image’s path`);
        const response = await this.#transport.fetch(url, { headers });
        const answer = read(pageSchema, await response.json());
        tags.push(...(answer.tags ?? []));
        for (const name of answer.child ?? []) child.add(name);
        for (const digest of Object.keys(answer.manifest ?? {})) manifests.add(digest);
        const link = nextLink(response.headers.get('link'));
        if (link === null) return null;
        const following = this.#address.next(link, url);
        if (following === null)
          throw notAllowed(
            ongoingCall().call,
            this.#address.host,
            'the list goes on at another host, which is given no token',
          );
        return following;
      });
    }
    return { tags: [...new Set(tags)], child: [...child], manifests: manifests.size, partial: next !== null };
  }

  /**
   * What a tag or digest stands for, without its content. A refused `HEAD` has no words, so it is asked again with
   * `GET`, whose answer decides; so does Flux.
   */
  async manifest(path: string, reference: string, token: Secret | null): Promise<Manifest> {
    const ask = (method: 'HEAD' | 'GET'): Promise<Manifest> =>
      this.#transport.call({ ...this.#call('registry.manifest', path, `:${reference}`), expects: 'any' }, async () => {
        if (!isImagePath(path) || !isReference(reference))
          throw notAllowed(ongoingCall().call, this.#address.host, `“${path}:${reference}” is no image`);
        const url = this.#address.at(`v2/${escaped(path)}/manifests/${encodeURIComponent(reference)}`);
        const authorization = token === null ? {} : { authorization: `Bearer ${token.reveal()}` };
        const response = await this.#transport.fetch(url, { method, headers: { ...authorization, accept } });
        return { digest: response.headers.get('docker-content-digest') };
      });
    try {
      return await ask('HEAD');
    } catch (error) {
      const { status } = error instanceof ApiError ? error.details : { status: 0 };
      if (status < 400 || status >= 500 || status === 429) throw error;
      return ask('GET');
    }
  }

  #call(api: string, path: string, reference = ''): ApiCall {
    const resource = `${this.#address.host}/${path}${reference}`;
    return { api, resource, as: this.#caller.label, expects: 'json', refusal: registryRefusal };
  }
}

/** The types that Flux's registry library takes. */
const accept = [
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.index.v1+json',
].join(',');

function escaped(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

/** A tag or a digest, by docker/distribution's grammar. */
function isReference(reference: string): boolean {
  return /^\w[\w.-]{0,127}$|^[a-z0-9]+(?:[+._-][a-z0-9]+)*:[0-9a-fA-F]{32,128}$/.test(reference);
}

/** docker/distribution's grammar of a repository's path, loosely: no empty part, none that climbs. */
function isImagePath(path: string): boolean {
  return path.length <= 512 && /^[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*$/.test(path);
}
