/** Runs the program in this process: the same code, sockets and SDKs as the binary, without the half second of its start. */

import { readFileSync } from 'node:fs';
import { Readable, Writable } from 'node:stream';
import { runCommandLine } from '../../src/cli/command-line.ts';
import type { System } from '../../src/cli/system.ts';
import { usualPatience } from '../../src/clients/transport/retry.ts';
import type { Patience } from '../../src/clients/transport/retry.ts';
import type { Trust } from '../../src/clients/transport/trust.ts';
import { environmentOf } from './ran.ts';
import type { Ran } from './ran.ts';

/** As `runBinary`, of the sources. */
export async function runInProcess(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  {
    now = Date.now,
    patience = usualPatience,
    stdin = '',
  }: { readonly now?: () => number; readonly patience?: Patience; readonly stdin?: string } = {},
): Promise<Ran> {
  const stdout = new Collected();
  const stderr = new Collected();
  const own = environmentOf(env);
  const system: System = {
    env: own,
    stdin: Readable.from(stdin === '' ? [] : [Buffer.from(stdin)]),
    stdout,
    stderr,
    now,
    trust: trustOf(own),
    patience,
    listenForSignals: () => ({ signal: new AbortController().signal, received: () => null, release() {} }),
    // The test runner itself fails on what nobody catches.
    uncaught: () => new Promise(() => {}),
  };
  const code = await runCommandLine(args, system);
  return { code, stdout: stdout.text, stderr: stderr.text };
}

class Collected extends Writable {
  text = '';

  override _write(chunk: Buffer, _: BufferEncoding, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

/** Node reads `NODE_EXTRA_CA_CERTS` once, when a process starts; here each run has its own. */
function trustOf(env: Readonly<Record<string, string>>): Trust | null {
  const file = env['NODE_EXTRA_CA_CERTS'];
  if (file === undefined) return { publicServers: {}, extra: [] };
  const pem = readFileSync(file, 'utf8');
  // No test goes to a server that a public authority vouches for.
  return { publicServers: { ca: [pem] }, extra: [pem] };
}
