import { exitCodes } from './exit-codes.ts';
import { runProgram } from './program.ts';
import type { System } from './system.ts';
import { UsageError } from '../clients/usage-error.ts';

/** Runs what was typed and gives the exit code; never rejects. */
export async function runCommandLine(argv: readonly string[], system: System): Promise<number> {
  try {
    return await runProgram(argv, system);
  } catch (error) {
    // Loaded here, so that help does not wait for it.
    const { safeProblem, safeText } = await import('./safe-text.ts');
    if (error instanceof UsageError) {
      const command = commands.find((each) => each === argv[0]);
      const help = command === undefined ? 'flux-wi --help' : `flux-wi ${command} --help`;
      system.stderr.write(`flux-wi: ${safeText(error.message)}\nSee ${help}\n`);
      return exitCodes.usage;
    }
    const problem = safeProblem(error);
    const wanted = argv.includes('-v') || argv.includes('--verbose');
    const stack = wanted && error instanceof Error ? `\n${safeText(error.stack ?? '')}` : '';
    system.stderr.write(
      `flux-wi: a fault of its own: ${problem}${stack}\nPlease report it: https://github.com/flux-wi/flux-wi/issues\n`,
    );
    return exitCodes.crash;
  }
}

const commands = ['doctor', 'explain', 'report', 'sandbox', 'schema'];
