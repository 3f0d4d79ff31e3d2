/** Worlds are made new each time, so their past is told from now. */

const minute = 60_000;

/** So many days ago, to the second, as Kubernetes writes times. */
export function daysAgo(days: number): string {
  return stamp(Date.now() - days * 1440 * minute);
}

export function minutesAgo(minutes: number): string {
  return stamp(Date.now() - minutes * minute);
}

function stamp(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}
