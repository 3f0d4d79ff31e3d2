/** `doctor --sandbox`: serves the sandbox here, and runs the doctor as a child that sees nothing else. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatOf } from '../output/formats.ts';
import type { DoctorCommand } from './options.ts';
import { serveScenario } from './serve-scenario.ts';
import type { System } from './system.ts';
import { UsageError } from '../clients/usage-error.ts';

/** What the child keeps of the caller's environment: the terminal and its language, and how to show a report. */
const kept = [
  'PATH',
  'TERM',
  'COLORTERM',
  'LANG',
  'LC_ALL',
  'LC_CTYPE',
  'NO_COLOR',
  'FORCE_COLOR',
  'COLUMNS',
  'CI',
  'TZ',
  'TMPDIR',
  'SystemRoot',
  'FLUX_WI_OUTPUT',
  'FLUX_WI_FAIL_ON',
  'FLUX_WI_VERBOSE',
] as const;

/** Gives the child's exit code. Throws `UsageError` for a scenario that is none, or flags that name a real cluster. */
export async function doctorInSandbox(
  command: DoctorCommand,
  scenario: string | null,
  argv: readonly string[],
  system: System,
): Promise<number> {
  if (command.run.kubeconfig !== null || command.run.contexts.length > 0) {
    throw new UsageError('--sandbox brings its own cluster: leave out --kubeconfig and --context');
  }
  const served = await serveScenario(scenario);
  const home = await mkdtemp(join(tmpdir(), 'flux-wi-home-'));
  try {
    const own = Object.fromEntries(kept.map((name) => [name, system.env[name]]));
    const env = { ...own, HOME: home, ...served.env, FLUX_WI_IN_SANDBOX: scenario ?? 'healthy' };
    const code = await runChild(['doctor', ...withoutSandbox(argv)], env);
    if (scenario === null && code === 0) offer(command, system);
    return code;
  } finally {
    await served.close();
    await rm(home, { recursive: true, force: true });
  }
}

async function runChild(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const program = process.argv[1];
  if (program === undefined) throw new Error('the path of the program is not known');
  const child = spawn(process.execPath, [program, ...args], { stdio: 'inherit', env });
  const passOn = (signal: NodeJS.Signals): void => void child.kill(signal);
  process.on('SIGINT', passOn);
  process.on('SIGTERM', passOn);
  try {
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    return code ?? (signal === null ? 1 : 128 + constants.signals[signal]);
  } finally {
    process.off('SIGINT', passOn);
    process.off('SIGTERM', passOn);
  }
}

/** The arguments for the child. As the grammar has it, a word after `--sandbox` that is no flag is its value. */
function withoutSandbox(argv: readonly string[]): string[] {
  return argv.filter((argument, at) => {
    if (argument === '--sandbox' || argument.startsWith('--sandbox=')) return false;
    return !(argv[at - 1] === '--sandbox' && !argument.startsWith('-'));
  });
}

/** Last, so that it is what stands above the prompt; never inside a document. */
function offer({ outputs }: DoctorCommand, system: System): void {
  const isDocument = outputs.some(
    ({ format, file }) => file === null && format !== 'tui' && formatOf(format).isDocument,
  );
  const stream = isDocument ? system.stderr : system.stdout;
  stream.write('\nSee it find something:  npx flux-wi doctor --sandbox binding-wrong-namespace\n');
}
