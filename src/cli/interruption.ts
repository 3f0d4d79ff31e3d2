import { exitCodes } from './exit-codes.ts';
import type { StopSignal } from './exit-codes.ts';

/** Ctrl-C and `kill`, as one run hears of them. */
export interface Interruption {
  /** Ends the run at the first signal. */
  readonly signal: AbortSignal;
  /** Which signal came; `null`: none. */
  received(): StopSignal | null;
  /** Leaves signals to their defaults again. */
  release(): void;
}

/** A parent that passes a signal on, and the terminal that sends it to both, make two of one. */
const sameMilliseconds = 200;

/** The first signal ends the run, so that what was known can be written; the second ends the process. */
export function listenForSignals(): Interruption {
  const controller = new AbortController();
  let first: { readonly name: StopSignal; readonly at: number } | null = null;
  const hear = (name: StopSignal): void => {
    if (first === null) {
      first = { name, at: performance.now() };
      controller.abort(new Error(`stopped by ${name}`));
    } else if (performance.now() - first.at > sameMilliseconds) {
      process.exit(exitCodes[name]);
    }
  };
  process.on('SIGINT', hear);
  process.on('SIGTERM', hear);
  return {
    signal: controller.signal,
    received: () => first?.name ?? null,
    release() {
      process.off('SIGINT', hear);
      process.off('SIGTERM', hear);
    },
  };
}
