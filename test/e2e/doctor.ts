import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'vitest';
import { reportSchema } from '../../src/chain/report.ts';
import type { Report } from '../../src/chain/report.ts';
import { serveSandbox } from '../../src/sandbox/serve.ts';
import type { World } from '../../src/sandbox/world.ts';
import { runInProcess } from '../harness/in-process.ts';
import { environmentOf } from '../harness/ran.ts';
import { held } from '../harness/permitted-calls.ts';
import type { Requests } from '../harness/permitted-calls.ts';
import type { Ran } from '../harness/ran.ts';

export type { Ran } from '../harness/ran.ts';

const bin = join(import.meta.dirname, '../../bin/flux-wi');

/** Runs the built binary with nothing of this machine's environment but what is given. */
export function runBinary(args: readonly string[], env: Record<string, string>): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bin, ...args], {
      env: environmentOf(env),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/**
 * Runs the program in this process, which is ten times as quick as to start the binary; `npm run test:spawned` starts it
 * all the same. What is about the process itself (signals, pipes, exit, Node's own settings) calls `runBinary`.
 */
export function runDoctor(args: readonly string[], env: Record<string, string>): Promise<Ran> {
  return process.env['FLUX_WI_TEST_DOCTOR'] === 'spawned' ? runBinary(args, env) : runInProcess(args, env);
}

export interface Diagnosed extends Ran {
  readonly report: Report;
  readonly requests: Requests;
}

/** Asks the doctor about a world, over the world's own sockets; it may ask nothing that its table of permissions leaves out. */
export async function diagnose(world: World, args: readonly string[] = []): Promise<Diagnosed> {
  const sandbox = await serveSandbox(world);
  try {
    await sandbox.settle();
    const ran = await runDoctor(['doctor', '-o', 'json', ...args], sandbox.env);
    if (ran.stdout === '') throw new Error(`no document (exit ${ran.code}): ${ran.stderr}`);
    const requests = { cluster: sandbox.clusterRequests(), google: sandbox.requests() };
    expect(held(requests).unlisted).toEqual([]);
    return { ...ran, requests, report: reportSchema.parse(JSON.parse(ran.stdout)) };
  } finally {
    await sandbox.close();
  }
}
