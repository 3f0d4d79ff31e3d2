const units = { h: 3_600_000, m: 60_000, s: 1000 } as const;

/** Reads `90s`, `10m`, `1h30m` as milliseconds; `null` for anything else, zero included. */
export function parseDuration(text: string): number | null {
  const match = /^(?:(\d{1,4})h)?(?:(\d{1,6})m)?(?:(\d{1,8})s)?$/.exec(text);
  if (match === null) return null;
  const [, h = '0', m = '0', s = '0'] = match;
  const total = Number(h) * units.h + Number(m) * units.m + Number(s) * units.s;
  // Node's timers hold 31 bits; a week is more than anyone waits.
  return total > 0 && total <= 7 * 24 * units.h ? total : null;
}
