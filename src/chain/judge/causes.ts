import { links } from '../vocabulary.ts';
import type { Code, Finding, Link } from '../vocabulary.ts';
import type { Judged } from './case.ts';

export interface Cause {
  readonly code: Code;
  readonly check: string;
  readonly link: Link;
  readonly finding: Finding;
}

/** The checks' findings as causes, in the chain's order; the same finding of several targets is told once. */
export function causesOf(checks: readonly Judged[]): readonly Cause[] {
  const seen = new Set<string>();
  const causes: Cause[] = [];
  for (const check of [...checks].sort((a, b) => links.indexOf(a.link) - links.indexOf(b.link))) {
    const cause = causeOf(check);
    if (cause === null) continue;
    const key = `${cause.code} ${cause.check}`;
    if (seen.has(key)) continue;
    seen.add(key);
    causes.push(cause);
  }
  return causes;
}

export function causeOf(check: Judged): Cause | null {
  const [first] = check.findings;
  return first === undefined ? null : { code: first.code, check: check.id, link: check.link, finding: first };
}
