import * as z from 'zod';
import { ApiError, GoogleCredentialsError } from '../api-error.ts';
import type { Caller } from '../google.ts';
import { googleRefusal, tokenEndpointRefusal } from '../refusals/google-refusal.ts';
import { shownMessage } from '../refusals/shown-message.ts';
import { Secret } from '../secret.ts';
import { tokenText } from '../token-text.ts';
import type { Transport } from '../transport/transport.ts';
import { adcClient } from './adc-client.ts';
import { readAdcFile, unreadable } from './adc-file.ts';
import type { AdcFile, PlainCredentials } from './adc-file.ts';
import { foreignAddress } from './credential-hosts.ts';
import { credentialTrouble } from './credential-trouble.ts';
import type { MetadataServer } from './metadata-server.ts';
import { read } from './requests.ts';

/** The person or program that runs the doctor, as Google knows them. */
export interface Operator {
  readonly caller: Caller;
  /** What the credentials' file names for quota; never sent unless a refusal calls for it. */
  readonly quotaProject: string | null;
}

const cloudPlatform = 'https://www.googleapis.com/auth/cloud-platform';

/**
 * The Application Default Credentials in every form, with a first token, so that trouble shows here.
 *
 * Each form's own class of google-auth-library is used, not its `GoogleAuth`: that one starts `gcloud` in a shell to
 * learn a project, warns on the console, reads the process's environment and not ours, and impersonates on a transport
 * of its own.
 *
 * @param credentialHosts hosts that the caller lets a file's secrets be sent to, beside Google's
 * @throws GoogleCredentialsError, or ApiError where the token endpoint cannot be asked.
 */
export async function openOperator(
  env: NodeJS.ProcessEnv,
  transport: Transport,
  metadata: MetadataServer,
  credentialHosts: readonly string[],
): Promise<Operator> {
  const file = await readAdcFile(env);
  if (file === null) return ofMetadata(metadata, transport.now);
  const foreign = await foreignAddress(endpointsOf(file), env, credentialHosts);
  if (foreign !== null) throw unreadable(foreign);
  const account = accountOf(file);
  const label = account === null ? 'operator' : `operator ${account}`;
  const source = await sourceOf(file, label, transport);
  const tokens = new Tokens(async () => {
    try {
      return await source();
    } catch (error) {
      throw credentialTrouble(error, account);
    }
  }, transport.now);
  await tokens.current();
  return {
    caller: { label, account, token: () => tokens.current() },
    quotaProject: file.quota_project_id || null,
  };
}

/** What of a file decides where a library sends it; of the other forms, no address is taken. */
function endpointsOf(file: AdcFile): object {
  const plain = file.type === 'impersonated_service_account' ? file.source_credentials : file;
  return plain.type === 'external_account' || plain.type === 'external_account_authorized_user' ? plain : {};
}

async function ofMetadata(metadata: MetadataServer, now: () => number): Promise<Operator> {
  const server = await metadata.find();
  if (server === null) {
    throw new GoogleCredentialsError('missing', 'there are no Application Default Credentials here');
  }
  const tokens = new Tokens(async () => {
    try {
      const { token, expireTime } = await metadata.token();
      return { token, expiresAt: Date.parse(expireTime) };
    } catch (error) {
      throw credentialTrouble(error, server.email);
    }
  }, now);
  await tokens.current();
  const label = server.email === null ? 'operator' : `operator ${server.email}`;
  return { caller: { label, account: server.email, token: () => tokens.current() }, quotaProject: null };
}

interface Token {
  readonly token: Secret;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number | null;
}

/** A token now, and another a minute before it runs out; asked for once however many wait for it. */
class Tokens {
  readonly #source: () => Promise<Token>;
  readonly #now: () => number;
  #latest: Promise<Token> | undefined;

  constructor(source: () => Promise<Token>, now: () => number) {
    this.#source = source;
    this.#now = now;
  }

  async current(): Promise<Secret> {
    const held = await (this.#latest ??= this.#source());
    if (held.expiresAt === null || held.expiresAt - this.#now() > 60_000) return held.token;
    this.#latest = this.#source();
    return (await this.#latest).token;
  }
}

async function sourceOf(file: AdcFile, label: string, transport: Transport): Promise<() => Promise<Token>> {
  if (file.type !== 'impersonated_service_account') return librarySource(file, label, transport);
  const inner = await librarySource(file.source_credentials, label, transport);
  const target = impersonatedAccount(file.service_account_impersonation_url);
  if (target === null) throw unreadable('the credentials file impersonates no account that it names');
  return () => impersonate(transport, inner, target, file.delegates, label);
}

/** A token by google-auth-library, as one call of our own. */
async function librarySource(
  credentials: PlainCredentials,
  label: string,
  transport: Transport,
): Promise<() => Promise<Token>> {
  const client = await adcClient(credentials, transport.fetch);
  const call = {
    api: 'oauth2.token',
    resource: credentials.type,
    as: label,
    expects: 'any',
    refusal: tokenEndpointRefusal,
  } as const;
  return async () => {
    try {
      return await transport.call(call, async () => {
        const { token } = await client.getAccessToken();
        const expiry = client.credentials.expiry_date;
        return { token: new Secret(read(tokenText, token)), expiresAt: expiry ?? null };
      });
    } catch (error) {
      if (error instanceof ApiError || !(error instanceof Error)) throw error;
      // The library's own complaint: a key that is none, a subject token's file that is not there. A header or an
      // address that it could not make is quoted whole, with what stands in it.
      throw unreadable(
        error instanceof TypeError
          ? 'the credentials hold what no request can carry: a line break in a token, or an address that is none'
          : shownMessage(error.message),
      );
    }
  };
}

const generated = z.looseObject({ accessToken: tokenText, expireTime: z.string() });

async function impersonate(
  transport: Transport,
  source: () => Promise<Token>,
  target: string,
  delegates: readonly string[],
  label: string,
): Promise<Token> {
  const { token } = await source();
  const resource = `projects/-/serviceAccounts/${target}`;
  const api = 'iamcredentials.projects.serviceAccounts.generateAccessToken';
  return transport.call({ api, resource, as: label, expects: 'json', refusal: googleRefusal }, async () => {
    const response = await transport.fetch(
      `https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${encodeURIComponent(target)}:generateAccessToken`,
      {
        method: 'POST',
        headers: { authorization: `Bearer ${token.reveal()}`, 'content-type': 'application/json' },
        body: JSON.stringify({ scope: [cloudPlatform], lifetime: '3600s', delegates }),
      },
    );
    const answer = read(generated, await response.json());
    return { token: new Secret(answer.accessToken), expiresAt: Date.parse(answer.expireTime) };
  });
}

function impersonatedAccount(url: string): string | null {
  return /\/serviceAccounts\/([^/:]+):generateAccessToken$/.exec(url)?.[1]?.replace('%40', '@') ?? null;
}

/** The account, where the file tells it; a person's file as a rule does not. */
function accountOf(file: AdcFile): string | null {
  if (file.type === 'authorized_user') return file.account || null;
  if (file.type === 'service_account') return file.client_email;
  if (file.type === 'external_account_authorized_user') return null;
  return impersonatedAccount(file.service_account_impersonation_url ?? '');
}
