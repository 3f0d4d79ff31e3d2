/** A span of time in one unit, for people: `40 s`, `28 min`, `6 h`, `3 days`. */
export function span(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  if (hours < 48) return `${hours} h`;
  return `${Math.round(hours / 24)} days`;
}

/** How long before `now` (RFC 3339 both) a time was; `null` where one of them is no time. */
export function ageAt(time: string | null, now: string): string | null {
  if (time === null) return null;
  const age = Date.parse(now) - Date.parse(time);
  return Number.isNaN(age) || age < 0 ? null : span(age);
}
