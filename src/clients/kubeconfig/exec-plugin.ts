import { spawn } from 'node:child_process';
import * as z from 'zod';
import { plainText } from '../../chain/plain-text.ts';
import { redact } from '../../chain/redact.ts';
import { KubeconfigError } from '../api-error.ts';
import { fitsHeader, Secret } from '../secret.ts';
import { decisiveWords, pluginTrouble } from './plugin-trouble.ts';
import type { Told } from './plugin-trouble.ts';
import type { ClusterEntry, ExecEntry } from './schema.ts';

export interface ExecCredential {
  readonly token: Secret | null;
  readonly certificate: string | null;
  readonly key: Secret | null;
  /** Milliseconds since the epoch; `null`: as long as it works. */
  readonly expiresAt: number | null;
}

const answer = z.object({
  kind: z.literal('ExecCredential'),
  apiVersion: z.string(),
  status: z.object({
    token: z.string().nullish(),
    clientCertificateData: z.string().nullish(),
    clientKeyData: z.string().nullish(),
    expirationTimestamp: z.string().nullish(),
  }),
});

const deadlineMs = 20_000;
const longestAnswer = 1024 * 1024;

/**
 * Runs a credential plugin as client-go does, with its input closed, so that one that wants to ask something fails
 * instead of waiting for ever.
 *
 * @throws KubeconfigError with the plugin's own words.
 */
export async function runExecPlugin(
  exec: ExecEntry,
  cluster: ClusterEntry,
  caData: string | null,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
  context: string,
): Promise<ExecCredential> {
  const fail: Fail = (problem, told = {}) => {
    throw new KubeconfigError('exec', exec.command, redact(plainText(problem)), context, pluginTrouble(exec, told));
  };
  if (exec.command === '') return fail('the plugin has no command');
  if (!supportedVersions.has(exec.apiVersion))
    return fail(`it speaks ${exec.apiVersion || 'no version'}, which kubectl no longer knows`);
  const words = [exec.command, ...(exec.args ?? []), ...(exec.env ?? []).flatMap(({ name, value }) => [name, value])];
  if (words.some((word) => word.includes('\0')))
    return fail('its command, arguments or variables hold a NUL character');
  if (exec.interactiveMode === 'Always') return fail('it wants to ask on the terminal, and is given none');

  const variables = Object.fromEntries((exec.env ?? []).map(({ name, value }) => [name, value]));
  const output = await run(
    exec,
    { ...env, ...variables, KUBERNETES_EXEC_INFO: JSON.stringify(execInfo(exec, cluster, caData)) },
    signal,
    fail,
  );
  const parsed = answer.safeParse(jsonOf(output));
  if (!parsed.success) return fail('it printed no ExecCredential');
  const { apiVersion, status } = parsed.data;
  if (apiVersion !== exec.apiVersion) return fail(`it answered in ${apiVersion}, and was asked in ${exec.apiVersion}`);
  if (!status.token && !status.clientCertificateData) return fail('it gave neither a token nor a certificate');
  const token = status.token ? new Secret(status.token) : null;
  if (token !== null && !fitsHeader(token.reveal())) return fail('its token holds what no request can carry');
  const expiry = Date.parse(status.expirationTimestamp ?? '');
  return {
    token,
    certificate: status.clientCertificateData ?? null,
    key: status.clientKeyData ? new Secret(status.clientKeyData) : null,
    expiresAt: Number.isNaN(expiry) ? null : expiry,
  };
}

type Fail = (problem: string, told?: Told) => never;

const supportedVersions = new Set(['client.authentication.k8s.io/v1', 'client.authentication.k8s.io/v1beta1']);

/** What the plugin may read of the cluster, as client-go's `ExecCredentialSpec` has it. */
function execInfo(exec: ExecEntry, cluster: ClusterEntry, caData: string | null): object {
  const info = {
    server: cluster.server,
    ...(cluster['tls-server-name'] && { 'tls-server-name': cluster['tls-server-name'] }),
    ...(cluster['insecure-skip-tls-verify'] && { 'insecure-skip-tls-verify': true }),
    ...(caData !== null && { 'certificate-authority-data': Buffer.from(caData).toString('base64') }),
    ...(cluster['proxy-url'] && { 'proxy-url': cluster['proxy-url'] }),
    config: null,
  };
  return {
    kind: 'ExecCredential',
    apiVersion: exec.apiVersion,
    spec: { interactive: false, ...(exec.provideClusterInfo === true && { cluster: info }) },
  };
}

function run(exec: ExecEntry, env: NodeJS.ProcessEnv, signal: AbortSignal, fail: Fail): Promise<string> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]);
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const child = spawn(exec.command, exec.args ?? [], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    signal: limit,
    killSignal: 'SIGKILL',
  });
  let output = '';
  let complaint = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output = (output + chunk).slice(0, longestAnswer);
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    complaint = (complaint + chunk).slice(-2000);
  });
  const settle = (problem: string | null, told?: Told): void => {
    if (problem === null) return resolve(output);
    try {
      fail(problem, told);
    } catch (error) {
      reject(error);
    }
  };
  child.once('error', (error) => {
    if (limit.aborted)
      return settle(
        signal.aborted ? 'the run ended before it answered' : `it did not answer within ${deadlineMs / 1000} s`,
      );
    const absent = 'code' in error && error.code === 'ENOENT';
    if (absent) settle('it is not installed, or not in PATH', { missing: true });
    else settle(error.message);
  });
  let ended: NodeJS.Timeout | undefined;
  const finish = (code: number | null, killedBy: NodeJS.Signals | null): void => {
    clearTimeout(ended);
    if (code === 0) return settle(null);
    settle(`it ended with ${killedBy ?? `exit code ${code ?? '?'}`}: ${decisiveWords(complaint) || 'without a word'}`, {
      complaint,
    });
  };
  child.once('close', finish);
  // A grandchild that keeps the pipes open must not keep us.
  child.once('exit', (code, killedBy) => {
    ended = setTimeout(() => finish(code, killedBy), 1000);
  });
  return promise;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
