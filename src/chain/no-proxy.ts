/**
 * Whether `NO_PROXY` lets calls to a host go past the proxy, as Go reads it (golang.org/x/net `http/httpproxy`): names
 * match themselves and what lies below them, a leading dot only what lies below; addresses and CIDRs match no name.
 */
export function bypassesProxy(noProxy: string, host: string): boolean {
  return noProxy
    .slice(0, 8192)
    .split(',')
    .map((entry) => entry.trim().toLowerCase().replace(/:\d+$/, '').replace(/^\*\./, '.'))
    .some((entry) => {
      if (entry === '') return false;
      if (entry === '*') return true;
      return entry.startsWith('.') ? host.endsWith(entry) : host === entry || host.endsWith(`.${entry}`);
    });
}
