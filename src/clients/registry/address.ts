/** Where a registry is, and which addresses are its own: a token goes to no other. */
export class RegistryAddress {
  readonly host: string;
  readonly #mirror: URL | null;

  /** @param mirror what the caller configured for the host, ending in `/`. */
  constructor(host: string, mirror: URL | null) {
    this.host = host;
    this.#mirror = mirror;
  }

  get isMirrored(): boolean {
    return this.#mirror !== null;
  }

  get #base(): URL {
    return this.#mirror ?? new URL(`https://${this.host}/`);
  }

  /** @param path below the registry, e.g. `v2/`. */
  at(path: string): URL {
    return new URL(path, this.#base);
  }

  /**
   * A token endpoint that a challenge names: https, the registry's own host, `/v2/token`; behind a mirror, the mirror's
   * own as well. Anything else could be made to collect tokens.
   *
   * @returns where to ask, or `null`.
   */
  realm(value: string): URL | null {
    const url = URL.parse(value);
    if (url === null || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return null;
    const direct = url.protocol === 'https:' && url.host === this.host && url.pathname === '/v2/token';
    const mirrored = url.origin === this.#base.origin && url.pathname === this.at('v2/token').pathname;
    return direct || mirrored ? this.at('v2/token') : null;
  }

  /** The next page of a list: on the same origin, below `/v2/`. */
  next(link: string, current: URL): URL | null {
    const url = URL.parse(link, current.href);
    if (url === null) return null;
    const own = this.at('v2/');
    if (url.origin === own.origin && url.pathname.startsWith(own.pathname)) return url;
    // A registry behind a mirror may name itself.
    if (url.origin !== `https://${this.host}` || !url.pathname.startsWith('/v2/')) return null;
    return this.at(`${url.pathname.slice(1)}${url.search}`);
  }
}
