import { BlockList, isIP } from 'node:net';
import { bareHost, isLoopback } from './loopback.ts';

/**
 * Reads `NO_PROXY` as Go does (golang.org/x/net/http/httpproxy), since kubectl, flux and the controllers do: a name
 * stands for itself and all below it, `.name` and `*.name` for what is below it only, `*` for everything; an address or
 * a CIDR range; with `:port`, that port alone. This machine itself never goes by a proxy, whatever it says.
 *
 * @returns whether a URL goes straight.
 */
export function noProxyRule(value: string): (url: URL) => boolean {
  const rules = value
    .slice(0, longest)
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .filter((entry) => entry !== '')
    .map(ruleOf);
  return (url) => {
    const host = bareHost(url.hostname);
    if (isLoopback(host)) return true;
    const port = url.port === '' ? (url.protocol === 'http:' ? '80' : '443') : url.port;
    return rules.some((matches) => matches(host, port));
  };
}

/** Of the outside world, in a pod's template; longer is hostile. */
const longest = 8192;

type Rule = (host: string, port: string) => boolean;

function ruleOf(entry: string): Rule {
  if (entry === '*') return () => true;
  const range = /^([0-9a-f.:]+)\/(\d{1,3})$/.exec(entry);
  if (range !== null) return rangeRule(range[1] ?? '', Number(range[2]));

  const { name, port } = splitPort(entry);
  const onPort = (asked: string): boolean => port === null || port === asked;
  if (isIP(name) !== 0) {
    const same = addressSet(name);
    return (host, asked) => onPort(asked) && isIP(host) !== 0 && same.check(host, familyOf(host));
  }
  const suffix = name.replace(/^\*?\./, '.');
  const below = suffix.startsWith('.') ? suffix : `.${suffix}`;
  return (host, asked) => onPort(asked) && (host.endsWith(below) || (below !== suffix && host === suffix));
}

function rangeRule(address: string, prefix: number): Rule {
  const family = isIP(address);
  if (family === 0 || prefix > (family === 6 ? 128 : 32)) return () => false;
  const list = new BlockList();
  list.addSubnet(address, prefix, familyOf(address));
  return (host) => isIP(host) !== 0 && list.check(host, familyOf(host));
}

function addressSet(address: string): BlockList {
  const list = new BlockList();
  list.addAddress(address, familyOf(address));
  return list;
}

function splitPort(entry: string): { name: string; port: string | null } {
  const bracketed = /^\[([^\]]*)\](?::(\d+))?$/.exec(entry);
  if (bracketed !== null) return { name: bracketed[1] ?? '', port: bracketed[2] ?? null };
  const split = /^([^:]*):(\d+)$/.exec(entry);
  if (split !== null) return { name: split[1] ?? '', port: split[2] ?? null };
  return { name: entry, port: null };
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
