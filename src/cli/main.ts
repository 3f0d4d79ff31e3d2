import { runCommandLine } from './command-line.ts';
import { ownSystem } from './system.ts';

/** The program. Loads next to nothing: help and wrong usage must not wait for SDKs that they do not need. */
export async function main(): Promise<void> {
  // Who reads us may stop reading (`| head`): that is no trouble of ours.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  process.exitCode = await runCommandLine(process.argv.slice(2), ownSystem);
  await Promise.all([process.stdout, process.stderr].map(flushed));
  process.exit();
}

function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    if (stream.destroyed || stream.writableEnded) resolve();
    else stream.write('', () => resolve());
  });
}
