import type { GsaCandidate } from '../../findings/subjects.ts';
import type { Finding, Link, ProofWay, Status } from '../vocabulary.ts';

/** What one check found, as it comes from the engine. */
export interface CheckResult {
  readonly id: string;
  readonly link: Link;
  /** Image of the target; `null` for checks of the identity or the cluster. */
  readonly target: string | null;
  readonly status: 'pass' | 'warn' | 'broken' | 'suspected' | 'unknown' | 'skipped' | 'blocked' | 'crashed';
  readonly findings: readonly Finding[];
  readonly notes: readonly string[];
  readonly blockedBy: string | null;
  /** The parts of the check's fact that the rules look at. */
  readonly testimony: Testimony | null;
}

/** What checks tell the judge beyond their status. */
export type Testimony =
  /** The token was had, in this way; `gsa` is `null` where the KSA itself is the principal. */
  | { readonly kind: 'proof'; readonly way: Exclude<ProofWay, 'none'>; readonly gsa: string | null }
  /** The annotation, or that the KSA itself is the principal. */
  | { readonly kind: 'annotation'; readonly gsa: string | null }
  /** GSAs that the KSA may have been meant to name. */
  | { readonly kind: 'candidates'; readonly candidates: readonly GsaCandidate[] }
  /** Flux goes by a provider that the KSA names. */
  | { readonly kind: 'own-provider' }
  /** Images whose objects ask for an identity of their own, which this controller cannot give: it scans as itself. */
  | { readonly kind: 'unserved'; readonly images: readonly string[] }
  /** What Flux last said of one target. */
  | PatientWord;

export interface PatientWord {
  readonly kind: 'word';
  /** It succeeded after every change that was seen, and within twice the interval. */
  readonly fresh: boolean;
  readonly failing: boolean;
  /** The failure is the newest word, and younger than the changes that were seen. */
  readonly current: boolean;
  /** What the failing text is known to mean; empty for an unknown text. */
  readonly codes: readonly string[];
  readonly means: string | null;
  readonly coveredByProof: boolean;
  /** What the text is by itself: a fault that only the cluster meets, or a credential that only Flux holds. */
  readonly own: Finding | null;
}

/** A check as the judge leaves it. */
export interface Judged {
  readonly id: string;
  readonly link: Link;
  readonly target: string | null;
  status: Status | 'suspected';
  findings: readonly Finding[];
  notes: readonly string[];
  blockedBy: string | null;
  readonly found: CheckResult;
}

/** The results of one identity, with those of its cluster, in the chain's order. */
export class Case {
  readonly checks: readonly Judged[];

  constructor(results: readonly CheckResult[]) {
    this.checks = results.map((found) => ({
      id: found.id,
      link: found.link,
      target: found.target,
      status: found.status === 'crashed' ? 'unknown' : found.status,
      findings: found.findings,
      notes: found.notes,
      blockedBy: found.blockedBy,
      found,
    }));
  }

  one(id: string): Judged | undefined {
    return this.checks.find((check) => check.id === id);
  }

  of(ids: readonly string[], target: string | null = null): readonly Judged[] {
    return this.checks.filter((check) => ids.includes(check.id) && (target === null || check.target === target));
  }

  get targets(): readonly string[] {
    return [...new Set(this.checks.map((check) => check.target).filter((target) => target !== null))];
  }

  get proof(): Extract<Testimony, { kind: 'proof' }> | null {
    const testimony = this.one('token')?.found.testimony ?? null;
    return testimony?.kind === 'proof' ? testimony : null;
  }

  words(target: string | null = null): readonly PatientWord[] {
    return this.of(['scan-status'], target)
      .map((check) => check.found.testimony)
      .filter((testimony) => testimony?.kind === 'word');
  }
}

/** Holds after all: what was read otherwise, or not at all, stays as a note. */
export function settle(check: Judged, why: string): void {
  switch (check.status) {
    case 'unknown':
    case 'blocked':
      check.status = 'skipped';
      check.notes = [why, ...check.notes];
      check.findings = [];
      check.blockedBy = null;
      return;
    case 'broken':
    case 'suspected':
      check.status = 'pass';
      check.notes = [`${check.findings.map((one) => one.code).join(', ')} was read, but ${why}`, ...check.notes];
      check.findings = [];
      return;
    case 'pass':
    case 'warn':
    case 'skipped':
      return;
  }
}

/** Found to be the consequence of another check's finding: it is not blamed for itself. */
export function attribute(check: Judged, cause: Judged): void {
  const refusal = check.findings.map((one) => one.code).join(', ');
  check.notes = [...(refusal === '' ? [] : [`refused (${refusal}), as ${cause.id} makes it`]), ...check.notes];
  check.status = 'blocked';
  check.findings = [];
  check.blockedBy = cause.id;
}

export function blame(check: Judged): void {
  check.status = 'broken';
}

/** It tells of something wrong, proved or not. */
export function isRefused({ status, findings }: Judged): boolean {
  return (status === 'broken' || status === 'suspected') && findings.length > 0;
}
