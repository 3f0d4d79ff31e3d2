/** A transport and clients on it, closed with the test that opened them. */

import { googleRefusal } from '../../src/clients/refusals/google-refusal.ts';
import { createTransport } from '../../src/clients/transport/transport.ts';
import { usualPatience } from '../../src/clients/transport/retry.ts';
import type { Patience } from '../../src/clients/transport/retry.ts';
import type { Transport } from '../../src/clients/transport/transport.ts';

export interface OpenedTransport extends AsyncDisposable {
  readonly transport: Transport;
  /** Ends the run. */
  readonly end: () => void;
  readonly signal: AbortSignal;
  /** What `-v` would show. */
  readonly log: readonly string[];
}

export function openTransport(env: NodeJS.ProcessEnv, patience: Partial<Patience> = {}): OpenedTransport {
  const controller = new AbortController();
  const log: string[] = [];
  const transport = createTransport({
    env,
    signal: controller.signal,
    now: Date.now,
    onCall: (call) => log.push(JSON.stringify(call)),
    patience: { ...usualPatience, ...patience },
  });
  return {
    transport,
    end: () => controller.abort(),
    signal: controller.signal,
    log,
    [Symbol.asyncDispose]: () => transport.close(),
  };
}

/** One GET as a named call; the JSON that comes back. */
export async function get(transport: Transport, url: string): Promise<unknown> {
  const call = { api: 'test.get', resource: url, as: 'operator', expects: 'json', refusal: googleRefusal } as const;
  return transport.call(call, async () => (await transport.fetch(url)).json());
}
