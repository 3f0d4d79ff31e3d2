import { allChecks } from '../output/report-reading.ts';
import type { Progress, ProgressListener } from '../chain/progress.ts';

/** Keeps the latest news of a run until the screen asks for it; judging a run is paid for only then. */
export interface Latest {
  readonly listener: ProgressListener;
  /** `now` is `performance.now()`, `clock` is milliseconds since the epoch. */
  /** `total`: the most checks that were known of at once, so that a denominator only grows. */
  read(): { readonly progress: Progress | null; readonly now: number; readonly clock: number; readonly total: number };
}

export function keepLatest(clock: () => number): Latest {
  let current: (() => Progress) | null = null;
  let read: Progress | null = null;
  let total = 0;
  return {
    listener(news) {
      current = news;
    },
    read() {
      if (current !== null) read = current();
      current = null;
      if (read !== null) total = Math.max(total, [...allChecks(read.report)].length + read.pending.length);
      return { progress: read, now: performance.now(), clock: clock(), total };
    },
  };
}
