import * as z from 'zod';
import type { Memo } from '../../engine/memo.ts';
import { ApiError } from '../api-error.ts';
import { fluxScopes } from '../google.ts';
import type { AccessToken } from '../google.ts';
import { metadataRefusal } from '../refusals/metadata-refusal.ts';
import { Secret } from '../secret.ts';
import { tokenText } from '../token-text.ts';
import type { Transport } from '../transport/transport.ts';
import { read } from './requests.ts';

export interface MetadataServer {
  /** `null`: none answers within a second. */
  find(): Promise<{ readonly isGke: boolean; readonly email: string | null } | null>;
  /** A token of the pod's own identity, with the scopes that Flux's controllers ask for. */
  token(): Promise<AccessToken>;
}

const tokenSchema = z.looseObject({ access_token: tokenText, expires_in: z.number() });
const account = '/computeMetadata/v1/instance/service-accounts/default';
const as = 'pod';

/** The metadata server as this pod or machine sees it; never by a proxy, which would answer as whoever it is itself. */
export function metadataServerOf(env: NodeJS.ProcessEnv, transport: Transport, memo: Memo): MetadataServer {
  const base = baseOf(env);
  const fetch = transport.openWay({ tls: {}, proxy: () => null, systemRoots: false });
  const ask = async <T>(
    api: string,
    path: string,
    timeoutMs: number | null,
    use: (response: { readonly headers: { get(name: string): string | null }; text(): Promise<string> }) => Promise<T>,
  ): Promise<T> =>
    transport.call(
      { api, resource: path, as, expects: 'any', refusal: metadataRefusal, ...(timeoutMs !== null && { timeoutMs }) },
      async () => use(await fetch(base + path, { headers: { 'metadata-flavor': 'Google' } })),
    );

  /** The email alone proves nothing: it is the annotation, whoever may become it. */
  const find = async (): Promise<{ isGke: boolean; email: string | null } | null> => {
    if (env['METADATA_SERVER_DETECTION']?.trim().toLowerCase() === 'none') return null;
    const probe = ask('metadata.root', '/', 1000, ({ headers }) =>
      Promise.resolve({
        google: headers.get('metadata-flavor') === 'Google',
        isGke: headers.get('server') === 'GKE Metadata Server',
      }),
    );
    const email = ask('metadata.email', `${account}/email`, 1000, (response) => response.text()).catch(() => '');
    try {
      const { google, isGke } = await probe;
      return google || isGke ? { isGke, email: (await email).trim() || null } : null;
    } catch (error) {
      if (error instanceof ApiError) return null;
      throw error;
    }
  };

  return {
    find: () => memo.ask('metadata server', find),
    token: () =>
      memo.ask('metadata token', () =>
        ask('metadata.token', `${account}/token?scopes=${fluxScopes.join(',')}`, null, async (response) => {
          const answer = read(tokenSchema, jsonOf(await response.text()));
          const expireTime = new Date(transport.now() + answer.expires_in * 1000).toISOString();
          return { token: new Secret(answer.access_token), expireTime };
        }),
      ),
  };
}

/** As gcp-metadata reads it. */
function baseOf(env: NodeJS.ProcessEnv): string {
  const host = env['GCE_METADATA_IP'] || env['GCE_METADATA_HOST'] || '169.254.169.254';
  return (/^https?:\/\//.test(host) ? host : `http://${host}`).replace(/\/+$/, '');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
