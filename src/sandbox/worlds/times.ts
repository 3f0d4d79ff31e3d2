/** Worlds are made new each time, so their past is told from now. */

const day = 86_400_000;

/** So many days ago, to the second, as Kubernetes writes times. */
export function daysAgo(days: number): string {
  return new Date(Date.now() - days * day).toISOString().replace(/\.\d+Z$/, 'Z');
}
