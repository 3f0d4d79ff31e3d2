import type { ProgressListener } from '../../chain/progress.ts';
import type { Report } from '../../chain/report.ts';
import type { DoctorOptions } from '../options.ts';
import type { System } from '../system.ts';
import { BindingHistory } from './binding-history.ts';
import { contextsOf } from './contexts.ts';
import { pause } from './pause.ts';
import { runRound } from './round.ts';

/** First pause between the rounds of `--wait`; each next one is twice as long, up to a minute. */
const firstPauseMs = 5000;
const longestPauseMs = 60_000;

/**
 * Runs the doctor, once or (`--wait`) until it says healthy. The listener is told of each change.
 *
 * @throws UsageError for a context that is not there. Nothing else: what the world says is in the report.
 */
export async function runDoctor(
  options: DoctorOptions,
  listener: ProgressListener,
  signal: AbortSignal,
  system: System,
): Promise<Report> {
  const contexts = await contextsOf(options, system);
  const until = options.waitMs === null ? 0 : performance.now() + options.waitMs;
  const waits = options.waitMs !== null;
  const history = new BindingHistory();
  for (let number = 0, pauseMs = firstPauseMs; ; number += 1, pauseMs = Math.min(longestPauseMs, pauseMs * 2)) {
    const round = waits ? { number: number + 1, next: null, waitingFor: null } : null;
    const current = await runRound(
      options,
      contexts,
      number,
      history,
      (progress) => listener(() => ({ ...progress(), round })),
      signal,
      system,
    );
    const { report } = current();
    history.note(report, report.startedAt);
    const left = until - performance.now();
    if (!waits || report.verdict === 'healthy' || signal.aborted || left <= 0) return report;
    const waitingFor = (report.rootCause ?? report.suspect)?.summary ?? null;
    const next = system.now() + Math.min(pauseMs, left);
    listener(() => ({ ...current(), done: false, round: { number: number + 1, next, waitingFor } }));
    await pause(Math.min(pauseMs, left), signal);
    if (signal.aborted) return { ...report, interrupted: String(signal.reason) };
  }
}
