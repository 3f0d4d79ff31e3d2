/** The built program, run as a user runs it. */

import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';

export const binary = fileURLToPath(new URL('../../bin/flux-wi', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Standard output so far. */
  stdout(): string;
  /** Resolves when the text stands on standard output or standard error; the test's own time-out ends it otherwise. */
  until(text: string): Promise<void>;
}

/** Starts it with nothing of this machine's but the path, and standard input closed unless there is some. */
export function start(args: readonly string[], env: Readonly<Record<string, string>> = {}, input = ''): Running {
  const child = spawn(process.execPath, [binary, ...args], {
    env: { PATH: process.env['PATH'] ?? '', HOME: tmpdir(), LANG: 'C.UTF-8', ...env },
  });
  let stdout = '';
  let stderr = '';
  let heard = (): void => {};
  child.stdout.setEncoding('utf8').on('data', (data: string) => {
    stdout += data;
    heard();
  });
  child.stderr.setEncoding('utf8').on('data', (data: string) => {
    stderr += data;
    heard();
  });
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  return {
    child,
    ended: new Promise((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr }))),
    stdout: () => stdout,
    until: (text) =>
      new Promise((resolve) => {
        heard = () => {
          if (stdout.includes(text) || stderr.includes(text)) resolve();
        };
        heard();
      }),
  };
}

export function run(args: readonly string[], env: Readonly<Record<string, string>> = {}, input = ''): Promise<Ended> {
  return start(args, env, input).ended;
}
