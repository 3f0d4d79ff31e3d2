import { links } from '../vocabulary.ts';
import { linkOf } from '../../findings/describe.ts';
import type { Code, Finding, Link } from '../vocabulary.ts';
import type { Judged } from './case.ts';

export interface Cause {
  readonly code: Code;
  readonly check: string;
  readonly link: Link;
  /** Image of the check, if it is one of a target. */
  readonly target: string | null;
  readonly finding: Finding;
}

/** The checks' findings as causes, in the chain's order; the same finding of several targets is told once. */
export function causesOf(checks: readonly Judged[]): readonly Cause[] {
  const seen = new Set<string>();
  const causes: Cause[] = [];
  const found = checks.map(causeOf).filter((cause) => cause !== null);
  for (const cause of found.sort((a, b) => links.indexOf(a.link) - links.indexOf(b.link))) {
    const key = `${cause.code} ${cause.check}`;
    if (seen.has(key)) continue;
    seen.add(key);
    causes.push(cause);
  }
  return causes;
}

export function causeOf(check: Judged): Cause | null {
  const [first] = check.findings;
  if (first === undefined) return null;
  const link = linkOf(first.code);
  // What was met on the way to an answer belongs to the link whose answer it was.
  return {
    code: first.code,
    check: check.id,
    target: check.target,
    link: link === 'access' || link === 'none' ? check.link : link,
    finding: first,
  };
}
