/** Which answers are asked for again, and after how long. */

const again = new Set([429, 500, 502, 503, 504]);

/** How long the outside world is given. */
export interface Patience {
  /** The longest that a call may take, in milliseconds, its retries included. */
  readonly longestCallMs: number;
  /** Before the first retry, in milliseconds; twice as long before each next one. */
  readonly backOffMs: number;
}

export const usualPatience: Patience = { longestCallMs: 10_000, backOffMs: 200 };

/** After so many tries an answer is an answer. */
export const maxAttempts = 4;

export function isRetryable(status: number): boolean {
  return again.has(status);
}

/**
 * Milliseconds before the next try: what the answer asks for, else 200, 400, 800 ms, each up to a quarter off so that
 * many calls do not come back at once.
 *
 * @param attempt how many were made, from 1.
 */
export function backOff(attempt: number, retryAfterSeconds: number | null, first: number): number {
  if (retryAfterSeconds !== null) return retryAfterSeconds * 1000;
  return first * 2 ** (attempt - 1) * (0.75 + Math.random() / 4);
}

/** `Retry-After` in seconds: it may hold a number or a date (RFC 9110, 10.2.3). */
export function retryAfter(header: string | null, now: number): number | null {
  if (header === null) return null;
  const value = header.trim();
  if (/^\d{1,9}$/.test(value)) return Number(value);
  const date = Date.parse(value);
  return Number.isNaN(date) || !/[a-z]/i.test(value) ? null : Math.max(0, Math.ceil((date - now) / 1000));
}

/** The `Date` header minus our clock, in seconds. */
export function clockSkew(header: string | null, now: number): number | null {
  const date = header === null ? Number.NaN : Date.parse(header);
  return Number.isNaN(date) ? null : Math.round((date - now) / 1000);
}
