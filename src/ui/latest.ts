import type { Progress, ProgressListener } from '../chain/progress.ts';

/** Keeps the latest news of a run until the screen asks for it; judging a run is paid for only then. */
export interface Latest {
  readonly listener: ProgressListener;
  /** `now` is `performance.now()`, `clock` is milliseconds since the epoch. */
  read(): { readonly progress: Progress | null; readonly now: number; readonly clock: number };
}

export function keepLatest(clock: () => number): Latest {
  let current: (() => Progress) | null = null;
  let read: Progress | null = null;
  return {
    listener(news) {
      current = news;
    },
    read() {
      if (current !== null) read = current();
      current = null;
      return { progress: read, now: performance.now(), clock: clock() };
    },
  };
}
