/** What is seen while a run goes on, and where its report goes in the end. */

import { writeFile } from 'node:fs/promises';
import type { ProgressListener } from '../chain/progress.ts';
import type { Report } from '../chain/report.ts';
import { formatOf } from '../output/formats.ts';
import { progressLine } from '../output/progress-line.ts';
import { paper, screenOf } from '../output/screen.ts';
import type { Detail } from '../output/screen.ts';
import type { DoctorCommand, Output } from './options.ts';
import type { System } from './system.ts';
import { UsageError } from '../clients/usage-error.ts';

export interface Screens {
  readonly listener: ProgressListener;
  /** Writes the report wherever it was asked for. */
  finish(report: Report): Promise<void>;
  /** Takes back what is on the terminal, and says nothing. */
  stop(): Promise<void>;
}

/** Begins to draw. Ink is loaded while the first answers are on their way. */
export function openScreens({ outputs, run }: DoctorCommand, system: System): Screens {
  const live = outputs.some(({ format }) => format === 'tui') ? tui(system) : line(run.verbose, system);
  return {
    listener: live.listener,
    stop: () => live.stop(),
    async finish(report) {
      // What is on the screen is there, even where a file then cannot be written.
      const screenFirst = outputs.toSorted((a, b) => Number(a.file !== null) - Number(b.file !== null));
      for (const output of screenFirst) await write(output, report, live, system, run.verbose ? 'full' : 'brief');
      if (!outputs.some(({ format }) => format === 'tui')) await live.stop();
    },
  };
}

/** Writes a report that is there already, wherever it was asked for. */
export async function writeReport(
  outputs: readonly Output[],
  report: Report,
  detail: Detail,
  system: System,
): Promise<void> {
  const nothing = { listener() {}, async finish() {}, async stop() {} };
  for (const output of outputs) await write(output, report, nothing, system, detail);
}

async function write(
  { format, file }: Output,
  report: Report,
  live: Screens,
  { stdout, env }: System,
  detail: Detail,
): Promise<void> {
  if (format === 'tui') return live.finish(report);
  const { render } = formatOf(format);
  if (file !== null) return save(file, await render(report, paper, detail));
  await live.stop();
  stdout.write(await render(report, screenOf(stdout, env), detail));
}

async function save(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw new UsageError(`the report cannot be written to ${file}: ${(error as Error).message}`);
  }
}

function tui({ stdout, env, now }: System): Screens {
  let latest: Parameters<ProgressListener>[0] | null = null;
  let draw: ProgressListener | null = null;
  const started = import('../ui/start-tui.tsx').then(({ startTui }) => {
    const screen = startTui(stdout as NodeJS.WriteStream, env, now);
    draw = screen.listener;
    if (latest !== null) draw(latest);
    return screen;
  });
  return {
    listener(current) {
      latest = current;
      draw?.(current);
    },
    finish: async (report) => (await started).finish(report),
    stop: async () => (await started).stop(),
  };
}

/** Beside text and JSON, how far it is goes to standard error, where someone may be watching. */
function line(verbose: boolean, { stderr, env }: System): Screens {
  if (verbose || stderr.isTTY !== true) return { listener() {}, async finish() {}, async stop() {} };
  const progress = progressLine(stderr, screenOf(stderr, env));
  return { listener: progress.listener, finish: async () => progress.clear(), stop: async () => progress.clear() };
}
