import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import type { Memo } from '../../engine/memo.ts';
import { KubeconfigError } from '../api-error.ts';
import { jwtClaims } from '../jwt-claims.ts';
import { fitsHeader, Secret } from '../secret.ts';
import type { ResolvedContext } from './contexts.ts';
import { runExecPlugin } from './exec-plugin.ts';
import type { ExecCredential } from './exec-plugin.ts';
import type { UserEntry } from './schema.ts';

/** As whom one call is made. */
export interface KubeCredential {
  /** The `Authorization` header; `null`: none. */
  readonly authorization: Secret | null;
  readonly certificate: { readonly cert: string; readonly key: Secret } | null;
}

/** Where a user's credential comes from. */
export interface KubeCredentials {
  current(): Promise<KubeCredential>;
  /** After a 401: another than the one that was refused, or `null` where there is only the one. */
  renewed(refused: KubeCredential): Promise<KubeCredential | null>;
}

/** The user's credential, in client-go's order: token file, token, password, exec plugin, provider. */
export async function credentialsOf(
  context: ResolvedContext,
  caData: string | null,
  env: NodeJS.ProcessEnv,
  memo: Memo,
  signal: AbortSignal,
  now: () => number,
): Promise<KubeCredentials> {
  const { user } = context;
  // client-go's clientcmd reads no credential for a server without TLS: nobody is to read it on the way.
  if (!/^https:/i.test(context.cluster.server)) return fixed({ authorization: null, certificate: null });
  const certificate = await clientCertificate(context);
  if (user.tokenFile) return tokenFile(context, user.tokenFile, certificate);
  if (user.token) return fixed({ authorization: bearer(context, user.token), certificate });
  if (user.username) {
    const pair = Buffer.from(`${user.username}:${user.password ?? ''}`).toString('base64');
    return fixed({ authorization: new Secret(`Basic ${pair}`), certificate });
  }
  const { exec } = user;
  if (exec) {
    const key = JSON.stringify(['exec plugin', exec, exec.provideClusterInfo === true ? context.cluster : null]);
    const once = (): Promise<ExecCredential> => runExecPlugin(exec, context.cluster, caData, env, signal, context.name);
    return new ExecCredentials(() => memo.ask(key, once), once, certificate, now);
  }
  if (user['auth-provider'])
    return fixed({ authorization: providerToken(context, user['auth-provider'], now()), certificate });
  return fixed({ authorization: null, certificate });
}

function fixed(credential: KubeCredential): KubeCredentials {
  return { current: () => Promise.resolve(credential), renewed: () => Promise.resolve(null) };
}

/** Read again after a refusal: the kubelet turns a pod's token over. */
async function tokenFile(
  context: ResolvedContext,
  path: string,
  certificate: KubeCredential['certificate'],
): Promise<KubeCredentials> {
  const read = async (): Promise<KubeCredential> => {
    const token = (await readOr(context, path, context.user.token)).trim();
    return { authorization: bearer(context, token), certificate };
  };
  let latest = await read();
  return {
    current: () => Promise.resolve(latest),
    renewed: async (refused) => {
      if (latest === refused) latest = await read();
      return latest.authorization?.reveal() === refused.authorization?.reveal() ? null : latest;
    },
  };
}

/** Run once for all calls, once more when its credential has run out, and once more after a refusal. */
class ExecCredentials implements KubeCredentials {
  readonly #run: () => Promise<ExecCredential>;
  readonly #now: () => number;
  readonly #certificate: KubeCredential['certificate'];
  #latest: Promise<Held>;

  constructor(
    first: () => Promise<ExecCredential>,
    run: () => Promise<ExecCredential>,
    certificate: KubeCredential['certificate'],
    now: () => number,
  ) {
    this.#now = now;
    this.#run = run;
    this.#certificate = certificate;
    this.#latest = this.#hold(first());
  }

  async current(): Promise<KubeCredential> {
    const asked = this.#latest;
    const held = await asked;
    if (held.expiresAt === null || held.expiresAt > this.#now()) return held.credential;
    return this.#replace(asked);
  }

  async renewed(refused: KubeCredential): Promise<KubeCredential | null> {
    const asked = this.#latest;
    const { credential, renewal } = await asked;
    if (credential !== refused) return credential;
    // One that was made anew for a refusal and is refused too will not get better.
    return renewal ? null : this.#replace(asked);
  }

  async #replace(stale: Promise<Held>): Promise<KubeCredential> {
    if (this.#latest === stale) this.#latest = this.#hold(this.#run(), true);
    return (await this.#latest).credential;
  }

  #hold(run: Promise<ExecCredential>, renewal = false): Promise<Held> {
    const held = run.then((given) => ({
      expiresAt: given.expiresAt,
      renewal,
      credential: {
        authorization: given.token === null ? null : new Secret(`Bearer ${given.token.reveal()}`),
        certificate:
          given.certificate !== null && given.key !== null
            ? { cert: given.certificate, key: given.key }
            : this.#certificate,
      },
    }));
    // Who makes a call hears of it; a run that makes none must not end by it.
    held.catch(() => {});
    return held;
  }
}

interface Held {
  readonly credential: KubeCredential;
  readonly expiresAt: number | null;
  readonly renewal: boolean;
}

async function clientCertificate(context: ResolvedContext): Promise<KubeCredential['certificate']> {
  const { user } = context;
  const cert = await fileOrData(context, user['client-certificate'], user['client-certificate-data']);
  const key = await fileOrData(context, user['client-key'], user['client-key-data']);
  return cert === null || key === null ? null : { cert, key: new Secret(key) };
}

/** What stands in the kubeconfig as base64 wins over a file, as in client-go. */
export async function fileOrData(
  context: Pick<ResolvedContext, 'source' | 'name'>,
  file: string | undefined,
  data: string | undefined,
): Promise<string | null> {
  if (data) return Buffer.from(data, 'base64').toString('utf8');
  return file ? readOr(context, file, undefined) : null;
}

async function readOr(
  context: Pick<ResolvedContext, 'source' | 'name'>,
  path: string,
  otherwise: string | undefined,
): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (otherwise) return otherwise;
    const problem = error instanceof Error ? error.message : 'it cannot be read';
    throw new KubeconfigError(
      'invalid',
      context.source,
      `it names a file that cannot be read: ${problem}`,
      context.name,
    );
  }
}

/** Of kubectl's old providers only OpenID Connect is left; its token is used as long as it holds. */
function providerToken(
  context: ResolvedContext,
  provider: NonNullable<UserEntry['auth-provider']>,
  now: number,
): Secret {
  const { source, name } = context;
  if (provider.name !== 'oidc') {
    const advice = provider.name === 'gcp' ? '; gke-gcloud-auth-plugin took its place' : '';
    throw new KubeconfigError(
      'invalid',
      source,
      `its auth provider “${provider.name}” is gone from kubectl${advice}`,
      name,
    );
  }
  const token = provider.config?.['id-token'] ?? '';
  const expiry = jwtExpiry(token);
  if (expiry === null || expiry * 1000 <= now) {
    throw new KubeconfigError(
      'invalid',
      source,
      'its OpenID Connect token has expired: any kubectl command renews it',
      name,
    );
  }
  return bearer(context, token);
}

function jwtExpiry(token: string): number | null {
  return z.object({ exp: z.number() }).safeParse(jwtClaims(token)).data?.exp ?? null;
}

function bearer({ source, name }: ResolvedContext, token: string): Secret {
  const secret = new Secret(`Bearer ${token}`);
  if (fitsHeader(token)) return secret;
  const problem =
    token === ''
      ? 'its token is empty'
      : 'its token holds a line break or another character that no request can carry: it must be one line';
  throw new KubeconfigError('invalid', source, problem, name);
}
