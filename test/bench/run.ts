/**
 * `npm run bench`: speed as ratios within one run, never as times to be compared between machines.
 * Start-up against `node -e 0`; a healthy run against six round trips; a fleet against one identity.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const bin = join(import.meta.dirname, '../../bin/flux-wi');
const delayMs = 50;

function median(runs: number, work: () => void): number {
  const times = Array.from({ length: runs }, () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  });
  return times.sort((a, b) => a - b)[runs >> 1] ?? 0;
}

function node(
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): { status: number | null; peakKb: number } {
  const { status, stderr } = spawnSync(process.execPath, args, {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
    maxBuffer: 2 ** 28,
  });
  return { status, peakKb: Number(/peak (\d+)/.exec(stderr.toString())?.[1] ?? 0) };
}

async function against(world: string, delay: number, work: (env: NodeJS.ProcessEnv) => void): Promise<void> {
  const server = spawn(process.execPath, [join(import.meta.dirname, 'serve.ts'), world, String(delay)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface(server.stdout), 'line')) as [string];
  work({ PATH: process.env['PATH'], ...(JSON.parse(line) as Record<string, string>) });
  server.kill('SIGTERM');
  await once(server, 'exit');
}

function doctor(env: NodeJS.ProcessEnv): void {
  const { status } = node([bin, 'doctor', '-o', 'json', '--timeout', '5m'], env);
  if (status !== 0) throw new Error(`the doctor ended with ${status}`);
}

const bare = median(15, () => node(['-e', '0']));
console.log(`node -e 0: ${bare.toFixed(0)} ms`);
for (const args of [['--help'], ['explain'], ['explain', 'binding-missing'], ['doctor', '--no-such-flag']]) {
  const time = median(15, () => node([bin, ...args]));
  console.log(`flux-wi ${args.join(' ')}: ${time.toFixed(0)} ms, ${(time / bare).toFixed(2)} × node -e 0`);
}
await against('healthy', delayMs, (env) => {
  const time = median(7, () => doctor(env));
  console.log(
    `healthy run, ${delayMs} ms an answer: ${time.toFixed(0)} ms, 6 × ${delayMs} ms + ${(time - 6 * delayMs).toFixed(0)} ms, ${(time / (6 * delayMs)).toFixed(2)} × six round trips`,
  );
});
let one = 0;
await against('fleet-1-1', 0, (env) => {
  one = median(5, () => doctor(env));
});
await against('fleet-50-20', 0, (env) => {
  const time = median(3, () => doctor(env));
  console.log(
    `1,000 objects over 50 identities: ${time.toFixed(0)} ms, ${(time / one).toFixed(1)} × one object of one identity`,
  );
});
