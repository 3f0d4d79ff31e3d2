import type { ProgressListener } from '../chain/progress.ts';
import { toAscii } from './ascii.ts';
import { oneLine } from './one-line.ts';
import { allChecks } from './report-reading.ts';
import type { Screen } from './screen.ts';
import { cut } from './wrap.ts';

/** Milliseconds between two drawings. */
const pace = 100;

/** One line of a terminal that says how far a run is; `clear` takes it away. */
export function progressLine(
  stream: { write(text: string): unknown },
  screen: Screen,
): { readonly listener: ProgressListener; clear(): void } {
  let drawnAt = -Infinity;
  let shown = false;
  return {
    listener(current) {
      const now = performance.now();
      if (now - drawnAt < pace) return;
      drawnAt = now;
      shown = true;
      const { report, pending } = current();
      const settled = [...allChecks(report)].length;
      const asking = pending.find((check) => check.asking !== null)?.asking;
      const text = `${settled}/${settled + pending.length} checks${asking == null ? '' : `  ${asking.api} ${asking.resource}`}`;
      const line = cut(oneLine(text), screen.columns - 1);
      stream.write(`\r\x1b[K${screen.unicode ? line : toAscii(line)}`);
    },
    clear() {
      if (shown) stream.write('\r\x1b[K');
      shown = false;
    },
  };
}
