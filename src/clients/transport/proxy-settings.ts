import { bareHost } from '../../chain/loopback.ts';
import { noProxyRule } from '../../chain/no-proxy.ts';
import { redact } from '../../chain/redact.ts';
import { UsageError } from '../usage-error.ts';

/** By which proxy a URL is reached; `null`: straight. */
export type ProxyChoice = (url: URL) => URL | null;

/**
 * The proxies that the environment names: `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY` in either case, the
 * upper one first, as Go reads them (`ALL_PROXY` as curl does). The metadata server never goes by a proxy.
 *
 * @throws UsageError that names the variable.
 */
export function proxiesOf(env: NodeJS.ProcessEnv): ProxyChoice {
  const all = proxyVariable(env, 'ALL_PROXY');
  const https = proxyVariable(env, 'HTTPS_PROXY') ?? all;
  const http = proxyVariable(env, 'HTTP_PROXY') ?? all;
  const straight = noProxyRule(read(env, 'NO_PROXY') ?? '');
  return (url) =>
    metadataHosts.has(bareHost(url.hostname)) || straight(url) ? null : url.protocol === 'http:' ? http : https;
}

/** gcp-metadata writes the name with a final dot, which `bareHost` takes off. */
const metadataHosts = new Set(['169.254.169.254', 'metadata.google.internal', 'metadata', 'fd20:ce::254']);

/**
 * A proxy's URL; one without a scheme is an `http` one.
 *
 * @returns `null` where it is none.
 */
export function parseProxy(value: string): URL | null {
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`;
  // The resolver is always the proxy: undici knows no `socks5h`, and does as it says.
  const url = URL.parse(withScheme.replace(/^socks5h:/i, 'socks5:'));
  if (url === null || url.hostname === '') return null;
  return ['http:', 'https:', 'socks5:', 'socks:'].includes(url.protocol) ? url : null;
}

function proxyVariable(env: NodeJS.ProcessEnv, name: string): URL | null {
  const value = read(env, name);
  if (value === null) return null;
  const url = parseProxy(value);
  if (url !== null) return url;
  throw new UsageError(`${name} is no proxy's URL: ${redact(value)}`);
}

function read(env: NodeJS.ProcessEnv, name: string): string | null {
  const value = (env[name] ?? '').trim() || (env[name.toLowerCase()] ?? '').trim();
  return value === '' ? null : value;
}
