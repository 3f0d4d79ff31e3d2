import { Agent, Dispatcher, ProxyAgent } from 'undici';
import type { buildConnector } from 'undici';
import type { ProxyChoice } from './proxy-settings.ts';

/** What a connection's TLS is made with; empty: Node's defaults. */
export type TlsOptions = buildConnector.BuildOptions;

/**
 * The one way out: under every SDK, by the proxy that the environment names for the host, or straight. Connections are
 * kept, so that calls in turn share one.
 */
export class Route extends Dispatcher {
  readonly #proxyOf: ProxyChoice;
  readonly #tls: TlsOptions;
  readonly #ways = new Map<string, Dispatcher>();

  constructor(proxyOf: ProxyChoice, tls: TlsOptions = {}) {
    super();
    this.#proxyOf = proxyOf;
    // Offered first: one HTTP/2 connection carries all calls that are made at once.
    this.#tls = { preferH2: true, ...tls };
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    const origin = new URL(String(options.origin));
    return this.#wayOf(this.#proxyOf(origin)).dispatch(options, handler);
  }

  /** Ends every connection, and with it what is under way. */
  async cut(): Promise<void> {
    const ways = [...this.#ways.values()];
    this.#ways.clear();
    await Promise.allSettled(ways.map((way) => way.destroy()));
  }

  #wayOf(proxy: URL | null): Dispatcher {
    const key = proxy?.href ?? 'straight';
    const known = this.#ways.get(key);
    if (known !== undefined) return known;
    const way =
      proxy === null ? new Agent({ connect: this.#tls }) : new ProxyAgent({ uri: proxy.href, requestTls: this.#tls });
    this.#ways.set(key, way);
    return way;
  }
}
