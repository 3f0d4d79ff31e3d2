import type { Readable, Writable } from 'node:stream';
import type { Patience } from '../clients/transport/retry.ts';
import { usualPatience } from '../clients/transport/retry.ts';
import type { Trust } from '../clients/transport/trust.ts';
import { listenForSignals } from './interruption.ts';
import type { Interruption } from './interruption.ts';

/** Standard output or standard error. */
export interface OutputStream extends Writable {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** All that the program takes from the process that it runs in; whoever runs it in a process of their own hands over other parts. */
export interface System {
  readonly env: NodeJS.ProcessEnv;
  readonly stdin: Readable;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Whom connections trust; `null`: whom Node does. */
  readonly trust: Trust | null;
  readonly patience: Patience;
  /** Begins to listen for the signals that end a run. */
  readonly listenForSignals: () => Interruption;
  /** Some libraries throw where nobody can catch: rejects with that error, so that what was known is not lost. */
  readonly uncaught: () => Promise<never>;
}

/** The process that this is. */
export const ownSystem: System = {
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  now: Date.now,
  trust: null,
  patience: usualPatience,
  listenForSignals,
  uncaught: () => new Promise((_, reject) => process.once('uncaughtException', reject)),
};
