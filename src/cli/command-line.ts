import { exitCodes } from './exit-code.ts';
import { runProgram } from './program.ts';
import type { System } from './system.ts';
import { isUsageError } from './usage-error.ts';

/** Runs what was typed and gives the exit code; never rejects. */
export async function runCommandLine(argv: readonly string[], system: System): Promise<number> {
  try {
    return await runProgram(argv, system);
  } catch (error) {
    if (isUsageError(error)) {
      const command = commands.find((each) => each === argv[0]);
      const help = command === undefined ? 'flux-wi --help' : `flux-wi ${command} --help`;
      system.stderr.write(`flux-wi: ${error.message}\nSee ${help}\n`);
      return exitCodes.usage;
    }
    const problem = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const stack = argv.includes('-v') || argv.includes('--verbose') ? `\n${(error as Error).stack ?? ''}` : '';
    system.stderr.write(
      `flux-wi: a fault of its own: ${problem}${stack}\nPlease report it: https://github.com/flux-wi/flux-wi/issues\n`,
    );
    return exitCodes.crash;
  }
}

const commands = ['doctor', 'explain', 'sandbox', 'schema'];
