/** Worlds are made new each time, so their past is told from now. */

const minute = 60_000;

/** So many days ago, to the second, as Kubernetes writes times. */
export function daysAgo(days: number): string {
  return minutesAgo(days * 1440);
}

export function minutesAgo(minutes: number): string {
  return new Date(Date.now() - minutes * minute).toISOString().replace(/\.\d+Z$/, 'Z');
}
