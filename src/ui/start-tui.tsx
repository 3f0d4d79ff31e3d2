/** The live picture of a run. */

import { render } from 'ink';
import type { ProgressListener } from '../chain/progress.ts';
import type { Report } from '../chain/report.ts';
import { screenOf } from '../output/screen.ts';
import { renderText } from '../output/text.ts';
import { keepLatest } from './latest.ts';
import { RunScreen } from './run-screen.tsx';

export interface Tui {
  readonly listener: ProgressListener;
  /** Takes the live picture away and leaves the report in the scroll-back. */
  finish(report: Report): Promise<void>;
  /** Takes the live picture away. */
  stop(): Promise<void>;
}

/** Draws on a terminal until `finish` or `stop`. Reads no keys: Ctrl-C stays the signal that it is. */
export function startTui(stdout: NodeJS.WriteStream, env: NodeJS.ProcessEnv, clock: () => number): Tui {
  const screen = screenOf(stdout, env);
  const latest = keepLatest(clock);
  const ink = render(<RunScreen latest={latest} screen={screen} />, {
    stdout,
    exitOnCtrlC: false,
    patchConsole: false,
  });
  const stop = async (): Promise<void> => {
    ink.rerender(<></>);
    ink.clear();
    ink.unmount();
    await ink.waitUntilExit();
  };
  return {
    listener: latest.listener,
    stop,
    async finish(report) {
      await stop();
      stdout.write(renderText(report, screenOf(stdout, env)));
    },
  };
}
