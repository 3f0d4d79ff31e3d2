import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { reportSchema } from '../../src/chain/report.ts';
import type { Report } from '../../src/chain/report.ts';
import { serveSandbox } from '../../src/sandbox/serve.ts';
import type { World } from '../../src/sandbox/world.ts';

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const bin = join(import.meta.dirname, '../../bin/flux-wi');

/** Runs the built binary with nothing of this machine's environment but what is given. */
export function runBinary(args: readonly string[], env: Record<string, string>): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bin, ...args], {
      env: { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', ...env },
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

/** Asks the doctor about a world, over the world's own sockets. */
export async function diagnose(world: World, args: readonly string[] = []): Promise<Ran & { readonly report: Report }> {
  const sandbox = await serveSandbox(world);
  try {
    await sandbox.settle();
    const ran = await runBinary(['doctor', '-o', 'json', ...args], sandbox.env);
    if (ran.stdout === '') throw new Error(`no document (exit ${ran.code}): ${ran.stderr}`);
    return { ...ran, report: reportSchema.parse(JSON.parse(ran.stdout)) };
  } finally {
    await sandbox.close();
  }
}
