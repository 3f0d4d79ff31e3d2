import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { reportSchema } from '../../src/chain/report.ts';
import type { Report } from '../../src/chain/report.ts';
import type { Ran } from './doctor.ts';

const bin = join(import.meta.dirname, '../../bin/flux-wi');

/** A doctor that is at work. */
export interface Running {
  /** Resolves with the first line of standard error, from now or before, that matches; rejects if it ends without. */
  heard(pattern: RegExp): Promise<string>;
  /** All lines so far. */
  lines(): readonly string[];
  signal(name: NodeJS.Signals): void;
  /** Stops reading its output, as `| head` does. */
  stopReading(): void;
  readonly ended: Promise<Ran & { readonly signal: NodeJS.Signals | null }>;
}

/** Starts the built binary, with nothing of this machine's environment but what is given. */
export function start(args: readonly string[], env: Record<string, string>): Running {
  const child = spawn(process.execPath, [bin, ...args], {
    env: { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  let over = false;
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    tell();
  });
  const lines = (): string[] => stderr.split('\n').slice(0, -1);
  const ended = new Promise<Ran & { signal: NodeJS.Signals | null }>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      over = true;
      tell();
      resolve({ code, signal, stdout, stderr });
    });
  });
  return {
    lines,
    ended,
    signal: (name) => void child.kill(name),
    stopReading: () => void child.stdout.destroy(),
    heard: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = lines().find((line) => pattern.test(line));
          if (found === undefined && !over) return;
          listeners.delete(look);
          if (found === undefined) reject(new Error(`it ended, and never said ${pattern}: ${stderr}`));
          else resolve(found);
        };
        listeners.add(look);
        look();
      }),
  };
}

/** The document on standard output; throws where there is none. */
export function reportOf({ stdout, stderr, code }: Ran): Report {
  if (stdout === '') throw new Error(`no document (exit ${code}): ${stderr}`);
  return reportSchema.parse(JSON.parse(stdout));
}
