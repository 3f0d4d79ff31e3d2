import { nearest } from './near-miss.ts';

/** The account of a project that a misspelled e-mail was meant to be; `null` where none is close. */
export function nearestServiceAccount(email: string, existing: readonly string[]): string | null {
  const [name, domain] = email.split('@');
  if (name === undefined || domain === undefined) return null;
  const names = existing.filter((one) => one.endsWith(`@${domain}`)).map((one) => one.slice(0, one.indexOf('@')));
  const found = nearest(name, names);
  return found === null ? null : `${found}@${domain}`;
}
