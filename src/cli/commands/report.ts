import { text as readAll } from 'node:stream/consumers';
import { readFile, stat } from 'node:fs/promises';
import type { Report } from '../../chain/report.ts';
import { formatNames } from '../../output/formats.ts';
import { screenOf } from '../../output/screen.ts';
import { exitCode } from '../exit-code.ts';
import { exitCodes } from '../exit-codes.ts';
import type { ExitCode } from '../exit-codes.ts';
import { parseOutputs } from '../parse-doctor.ts';
import { largestReport, readSaved } from '../saved-report.ts';
import { writeReport } from '../screens.ts';
import type { System } from '../system.ts';
import { UsageError } from '../../clients/usage-error.ts';

export interface ReportFlags {
  readonly output?: readonly string[];
  readonly verbose?: true;
}

/**
 * `flux-wi report FILE…`: one is drawn again in any format; two of one cluster: what changed; more: a summary. The exit
 * code is that of the saved run; of several, the worst.
 */
export async function report(files: readonly string[], flags: ReportFlags, system: System): Promise<ExitCode> {
  if (files.filter((file) => file === '-').length > 1)
    throw new UsageError('standard input ("-") can be read once only');
  const outputs = parseOutputs(flags.output ?? []);
  const saved: { name: string; report: Report }[] = [];
  for (const file of files) {
    const name = file === '-' ? 'standard input' : file;
    const { report, problems } = readSaved(await contentOf(file, name, system), name);
    for (const problem of problems) system.stderr.write(`flux-wi: ${problem}\n`);
    saved.push({ name, report });
  }
  const [first, second] = saved;
  if (first === undefined) throw new UsageError(`which report? Give a file, or "-" for standard input`);
  if (second === undefined) {
    await writeReport(outputs, first.report, flags.verbose === true ? 'full' : 'brief', system);
    return exitCode(first.report, 'unknown');
  }
  if (flags.output !== undefined)
    throw new UsageError(`several reports are told as text; -o (${formatNames.join(', ')}) takes one report`);
  const { renderChanges, renderFleet } = await import('../../output/compare.ts');
  const screen = screenOf(system.stdout, system.env);
  if (saved.length === 2 && contextsOf(first.report) === contextsOf(second.report)) {
    const [before, after] = [first.report, second.report].toSorted((a, b) => a.startedAt.localeCompare(b.startedAt));
    if (before === undefined || after === undefined) return exitCodes.crash;
    system.stdout.write(renderChanges(before, after, screen));
    return exitCode(after, 'unknown');
  }
  system.stdout.write(renderFleet(saved, screen));
  const codes = saved.map((one) => exitCode(one.report, 'unknown'));
  return (
    [exitCodes.broken, exitCodes.crash, exitCodes.inconclusive].find((code) => codes.includes(code)) ?? codes[0] ?? 0
  );
}

function contextsOf({ clusters }: Report): string {
  return JSON.stringify(clusters.map(({ context }) => context).sort());
}

async function contentOf(file: string, name: string, { stdin }: System): Promise<string> {
  if (file === '-') return limited(await readAll(stdin), name);
  try {
    const found = await stat(file);
    if (!found.isFile()) throw new UsageError(`${name} is no file`);
    if (found.size > largestReport) throw tooLarge(name);
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${name} cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown error'}`);
  }
}

function limited(text: string, name: string): string {
  if (text.length > largestReport) throw tooLarge(name);
  return text;
}

function tooLarge(name: string): UsageError {
  return new UsageError(`${name} is larger than ${largestReport / 1024 / 1024} MiB, which no report of flux-wi is`);
}
