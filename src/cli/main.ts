import { runProgram } from './program.ts';
import { exitCodes } from './exit-code.ts';
import { isUsageError } from './usage-error.ts';

/** The program. Loads next to nothing: help and wrong usage must not wait for SDKs that they do not need. */
export async function main(): Promise<void> {
  // Who reads us may stop reading (`| head`): that is no trouble of ours.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  process.exitCode = await codeOf(process.argv.slice(2));
  await Promise.all([process.stdout, process.stderr].map(flushed));
  process.exit();
}

async function codeOf(argv: readonly string[]): Promise<number> {
  try {
    return await runProgram(argv);
  } catch (error) {
    if (isUsageError(error)) {
      const command = commands.find((each) => each === argv[0]);
      const help = command === undefined ? 'flux-wi --help' : `flux-wi ${command} --help`;
      process.stderr.write(`flux-wi: ${error.message}\nSee ${help}\n`);
      return exitCodes.usage;
    }
    const problem = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const stack = argv.includes('-v') || argv.includes('--verbose') ? `\n${(error as Error).stack ?? ''}` : '';
    process.stderr.write(
      `flux-wi: a fault of its own: ${problem}${stack}\nPlease report it: https://github.com/flux-wi/flux-wi/issues\n`,
    );
    return exitCodes.crash;
  }
}

const commands = ['doctor', 'explain', 'sandbox', 'schema'];

function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    if (stream.destroyed || stream.writableEnded) resolve();
    else stream.write('', () => resolve());
  });
}
