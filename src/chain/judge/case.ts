import type { GsaCandidate } from '../../findings/subjects.ts';
import type { FailedStep } from '../../findings/define.ts';
import type { FailureAge } from '../failure-age.ts';
import type { Reading } from '../known-texts.ts';
import type { Finding, Identity, Link, ProofWay, ScanObject, Status } from '../vocabulary.ts';

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
  /** The token was had, in this way; `gsa` is `null` where the KSA accesses the registry directly. */
  | { readonly kind: 'proof'; readonly way: Exclude<ProofWay, 'none'>; readonly gsa: string | null }
  /** The annotation, or that the KSA accesses the registry directly. */
  | { readonly kind: 'annotation'; readonly gsa: string | null }
  /** GSAs that the KSA may have been meant to name. */
  | { readonly kind: 'candidates'; readonly candidates: readonly GsaCandidate[] }
  /** Flux goes by a provider that the KSA names. */
  | { readonly kind: 'own-provider' }
  /** Images whose objects ask for an identity of their own, which this controller cannot give: it scans as itself. */
  | { readonly kind: 'unserved'; readonly images: readonly string[] }
  /** With what Flux goes to the registry for one target. */
  | { readonly kind: 'authentication'; readonly by: Authentication }
  | FluxReport;

/** `mixed`: the objects of a target differ. */
export type Authentication = 'identity' | 'secret' | 'anonymous' | 'mixed';

/** What Flux's objects last reported of one target. */
export interface FluxReport {
  readonly kind: 'flux-report';
  /** A scan succeeded after every change that was seen, and within twice the interval. */
  readonly fresh: boolean;
  /** The failure that matters most, if an object fails. */
  readonly failure: Failure | null;
}

/** A failure as Flux reports it, with what its text is known to mean. */
export interface Failure {
  readonly kind: ScanObject['kind'];
  readonly age: FailureAge;
  /** Of its last Warning event; `null`: unknown. */
  readonly at: string | null;
  readonly reading: Reading | null;
  readonly step: FailedStep;
  /** It was met while content was fetched, which lists of tags do not show. */
  readonly pull: boolean;
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

/** What the judge is told of one identity. */
export interface CaseFile {
  /** Of the cluster, and of the identity and its targets, in the chain's order. */
  readonly results: readonly CheckResult[];
  readonly path: Identity['path'];
  /** When an earlier round of this run read the binding wrong: since when it reads right. */
  readonly bindingResolvedAt: string | null;
}

/** The results of one identity, with those of its cluster, in the chain's order. */
export class Case {
  readonly checks: readonly Judged[];
  readonly path: Identity['path'];
  readonly bindingResolvedAt: string | null;

  constructor({ results, path, bindingResolvedAt }: CaseFile) {
    this.path = path;
    this.bindingResolvedAt = bindingResolvedAt;
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

  /** What Flux reports, by target. */
  reports(target: string | null = null): readonly FluxReport[] {
    return this.of(['scan-status'], target)
      .map((check) => check.found.testimony)
      .filter((testimony) => testimony?.kind === 'flux-report');
  }

  /** Failures that no change was seen after. */
  get failures(): readonly Failure[] {
    return this.reports()
      .map(({ failure }) => failure)
      .filter((failure) => failure !== null)
      .filter(({ age }) => age !== 'resolved');
  }

  /** A fresh scan with the identity itself: one with a pull secret, or of a public image, says nothing of the identity. */
  get scansAsIdentity(): boolean {
    return this.targets.some(
      (target) => this.reports(target).some(({ fresh }) => fresh) && this.authentication(target) === 'identity',
    );
  }

  /** `null`: not known. */
  authentication(target: string): Authentication | null {
    const [testimony = null] = this.of(['scan-authentication'], target).map((check) => check.found.testimony);
    return testimony?.kind === 'authentication' ? testimony.by : null;
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

/** Not known, for want of an answer or of what another check would have given. */
export function isOpen({ status }: Judged): boolean {
  return status === 'unknown' || status === 'blocked';
}

/** It tells of something wrong, proved or not. */
export function isRefused({ status, findings }: Judged): boolean {
  return (status === 'broken' || status === 'suspected') && findings.length > 0;
}

/** What is asked as the identity itself: of a registry, for its tags; of a bucket, for what is in it. */
export const accessChecks: readonly string[] = ['registry-access', 'bucket-access'];
