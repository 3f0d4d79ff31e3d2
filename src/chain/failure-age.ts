import type { ScanObject } from './vocabulary.ts';

/**
 * How a failure that Flux reports stands to what was changed since.
 *
 * - `resolved`: a change was seen after it, and Flux has not scanned again.
 * - `current`: it is so young that Flux still fails, for all that is known.
 * - `past`: older than that, or of unknown time.
 */
export type FailureAge = 'resolved' | 'current' | 'past';

/** Retries back off to a quarter of an hour at most. */
const longestBackOff = 15 * 60;
/** For a clock that runs a little apart, and for the time that a scan takes. */
const slackMs = 60_000;
const usualInterval = 300;

/**
 * The time of a failure is its last Warning event's. Without one the condition's transition is a lower bound: a change
 * after it says nothing, for the failure may have been repeated since.
 *
 * @param changedAt the last change that was seen of what the failure depends on, in milliseconds; 0: none
 */
export function failureAge(
  { status, generation, intervalSeconds }: Pick<ScanObject, 'status' | 'generation' | 'intervalSeconds'>,
  changedAt: number,
  now: number,
): FailureAge {
  // A controller that fails leaves the status's own generation behind; the condition's is that of its last try.
  if (isOfEarlierSpec(generation, status?.conditionGeneration ?? null)) return 'resolved';
  const last = timeOf(status?.lastWarning);
  if (last > 0 && changedAt > last) return 'resolved';
  const known = Math.max(last, timeOf(status?.transition));
  const window = Math.max(2 * (intervalSeconds ?? usualInterval), longestBackOff) * 1000 + slackMs;
  return known > 0 && now - known <= window ? 'current' : 'past';
}

/** The object was changed, and its controller has not answered to that yet. */
export function isOfEarlierSpec(generation: number | null, observed: number | null): boolean {
  return generation !== null && observed !== null && observed < generation;
}

/** Whether the last good scan is younger than twice the interval. */
export function isRecent(
  { status, intervalSeconds }: Pick<ScanObject, 'status' | 'intervalSeconds'>,
  now: number,
): boolean {
  return now - timeOf(status?.scanTime) <= 2 * (intervalSeconds ?? usualInterval) * 1000 + slackMs;
}

/** Milliseconds; 0: no time. */
export function timeOf(value: string | Date | null | undefined): number {
  if (value === null || value === undefined) return 0;
  const time = new Date(value).getTime();
  return Number.isNaN(time) ? 0 : time;
}

/** How long ago, as kubectl writes ages; `null` for no time. */
export function ageInWords(at: number, now: number): string | null {
  if (at === 0) return null;
  const secondsAgo = Math.max(0, Math.round((now - at) / 1000));
  if (secondsAgo < 120) return `${secondsAgo}s`;
  const minutes = Math.round(secondsAgo / 60);
  if (minutes < 120) return `${minutes}m`;
  return minutes < 48 * 60 ? `${Math.round(minutes / 60)}h` : `${Math.round(minutes / (24 * 60))}d`;
}
