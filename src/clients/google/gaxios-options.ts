import type { gaxios } from 'google-auth-library';
import type { NetFetch } from '../transport/net-fetch.ts';

/** Puts gaxios, which stands under Google's libraries, on our transport: our way out, our deadline, and no retries but ours. */
export function gaxiosOptions(fetch: NetFetch): gaxios.GaxiosOptions {
  return {
    // undici's types are newer than those that Node brings along.
    fetchImplementation: fetch as unknown as typeof globalThis.fetch,
    // With an agent given, gaxios does not read the proxy variables, each in its own way, itself.
    agent: () => undefined as never,
    retryConfig: { retry: 0, noResponseRetries: 0, shouldRetry: () => false },
    errorRedactor: false,
  };
}
