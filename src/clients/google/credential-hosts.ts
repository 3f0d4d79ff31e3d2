/**
 * Where the credentials of a file may be sent. A federated log-in names its own endpoints: whoever wrote the file would
 * be given the subject's token, a live federated token or a client's secret. Only Google's hosts are taken on the file's
 * word, those of the universe that gcloud is set to, and what the caller names.
 */

import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { isLoopback } from '../../chain/loopback.ts';

/** Libraries take each field in snake and in camel case, so it is not the names that are looked for. */
type Field = readonly [name: string, value: string];

/**
 * The first address in a credentials file that its secrets must not be sent to.
 *
 * @param allowed hosts that the caller named
 * @returns in words, with what would allow it; `null`: there is none
 */
export async function foreignAddress(
  file: object,
  env: NodeJS.ProcessEnv,
  allowed: readonly string[],
): Promise<string | null> {
  let universes: readonly string[] = ['googleapis.com'];
  for (const [name, value] of fieldsOf(file, '')) {
    const trusted = (): boolean => isTrusted(name, value, universes, allowed);
    if (trusted()) continue;
    universes = ['googleapis.com', ...(await gcloudUniverse(env))];
    if (!trusted()) return refusal(name, value);
  }
  return null;
}

function isTrusted(name: string, value: string, universes: readonly string[], allowed: readonly string[]): boolean {
  if (/universe_?domain$/i.test(name)) return universes.includes(value);
  const url = URL.parse(value);
  if (url === null || url.username !== '' || url.password !== '') return false;
  // What a cloud gives its own machines; the request leaves this machine as little as that of Google's own server.
  if (/^credential_?source\./i.test(name) && linkLocal.has(url.hostname)) return true;
  if (url.protocol !== 'https:' && !isLoopback(url.hostname)) return false;
  if (allowed.includes(url.host) || allowed.includes(url.hostname)) return true;
  return url.protocol === 'https:' && universes.some((domain) => url.hostname.endsWith(`.${domain}`));
}

const linkLocal: ReadonlySet<string> = new Set(['169.254.169.254', '[fd00:ec2::254]']);

/** Every address that a library might call, and the domain that it makes others of. */
function fieldsOf(value: unknown, path: string): readonly Field[] {
  if (typeof value === 'string') return isAddress(path, value) ? [[path, value]] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) => fieldsOf(item, path === '' ? name : `${path}.${name}`));
}

function isAddress(name: string, value: string): boolean {
  // Signed and handed to Google, never called from here.
  if (/regional_?cred_?verification_?url$|^audience$/i.test(name)) return false;
  return (
    /universe_?domain$/i.test(name) || /(?:^|[._a-z])(?:url|uri|endpoint)$/i.test(name) || /^\s*https?:/i.test(value)
  );
}

function refusal(name: string, value: string): string {
  const url = URL.parse(value);
  const host = url === null || url.host === '' ? value : url.host;
  const plain = url?.protocol === 'http:' && !isLoopback(url.hostname);
  const why = plain ? 'in plain text, by http' : 'which is not a host of Google’s';
  const how = plain || url === null ? '' : `; --credential-host ${host} allows it, if you know who that is`;
  return `the credentials file would send its tokens to ${host} (${name}), ${why}${how}`;
}

/** `core/universe_domain`, as gcloud itself reads it. */
async function gcloudUniverse(env: NodeJS.ProcessEnv): Promise<readonly string[]> {
  const named = env['CLOUDSDK_CORE_UNIVERSE_DOMAIN']?.trim() || (await configuredUniverse(env));
  return named !== undefined && /^(?:[a-z0-9-]+\.)+[a-z]{2,}$/.test(named) ? [named] : [];
}

async function configuredUniverse(env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const folder = env['CLOUDSDK_CONFIG'] || join(env['HOME'] || homedir(), '.config', 'gcloud');
  const read = (path: string): Promise<string> => readFile(join(folder, path), 'utf8').catch(() => '');
  const name = env['CLOUDSDK_ACTIVE_CONFIG_NAME'] || (await read('active_config')).trim() || 'default';
  if (!/^[a-z][-a-z0-9]*$/.test(name)) return undefined;
  const core = /^\[core\]\s*$([^[]*)/m.exec(await read(join('configurations', `config_${name}`)))?.[1] ?? '';
  return /^universe_domain\s*=\s*(\S+)\s*$/m.exec(core)?.[1];
}
