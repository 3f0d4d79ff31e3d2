import { getCACertificates } from 'node:tls';
import type { TlsOptions } from './route.ts';

/** Which certificate authorities the connections of a run trust. */
export interface Trust {
  /** TLS options of a server that is known by public authorities. */
  readonly publicServers: TlsOptions;
  /** Authorities of `NODE_EXTRA_CA_CERTS`: they hold for servers that have a CA of their own, too. */
  readonly extra: readonly string[];
}

/** What Node trusts by itself. It has read `NODE_EXTRA_CA_CERTS` when it started, and no later change of it counts. */
export function nodeTrust(): Trust {
  return { publicServers: {}, extra: getCACertificates('extra') };
}
