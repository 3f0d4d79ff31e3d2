/** Failures that Flux reports, held against what is proved now: each is about a time, and about a path. */

import { parseImage } from '../image-reference.ts';
import { finding } from '../vocabulary.ts';
import type { FindingArgs } from '../../findings/finding.ts';
import type { Finding } from '../vocabulary.ts';
import { timeOf } from '../failure-age.ts';
import { accessChecks, attribute, blame, isOpen } from './case.ts';
import type { Case, Failure, Judged } from './case.ts';

/**
 * First match wins: explained by a broken link; fixed since, if a change was seen after it; of now, and then no proof of
 * ours outweighs it; of some other time, and then only a proof of the very path that it is about.
 */
export function fluxStatus(facts: Case): void {
  for (const scan of facts.of(['scan-status'])) {
    const report = scan.found.testimony;
    if (report?.kind !== 'flux-report' || report.failure === null || scan.status !== 'suspected') continue;
    judgeFailure(facts, scan, report.failure);
  }
}

function judgeFailure(facts: Case, scan: Judged, failure: Failure): void {
  if (failure.age === 'current' && causeFor(facts, scan.target) === undefined) agree(facts, failure);
  const cause = causeFor(facts, scan.target);
  if (cause !== undefined && !isBeside(failure, cause)) {
    attribute(scan, cause);
    return;
  }
  if (failure.age === 'resolved' || fixedInThisRun(facts, failure)) {
    scan.status = 'warn';
    tell(scan, 'resolved', failure.reading?.codes[0] === 'token-expired-in-cache' ? failure.own : null);
    return;
  }
  if (failure.reading?.codes.includes('google-rate-limited') === true) {
    scan.status = 'unknown';
    return;
  }
  const uncovered = isUncovered(facts, scan, failure);
  if (failure.age === 'past') {
    const walked = !uncovered && isProved(facts, scan.target) && isWalked(facts, failure);
    scan.status = walked ? 'warn' : 'unknown';
    tell(scan, 'past', null);
    return;
  }
  if (!uncovered) {
    scan.status = 'unknown';
    tell(scan, isProved(facts, scan.target) ? 'contradicted' : 'failing', null);
    return;
  }
  scan.status = speaks(facts, scan, failure) ? 'broken' : 'unknown';
  const own = failure.own !== null && !isGuess(facts, failure.own) ? failure.own : null;
  tell(scan, 'failing', own?.code === 'token-expired-in-cache' ? null : own);
}

/** Says it in Flux's words, or as the finding that they are by themselves. */
function tell(scan: Judged, state: FindingArgs['scan-failing']['state'], own: Finding | null): void {
  scan.findings = scan.findings.map((one) =>
    one.code === 'scan-failing' ? (own ?? finding('scan-failing', { ...one.args, state })) : one,
  );
}

/** A text that no proof of ours covers: it is about a path, a right or a caller that is not ours. */
function isUncovered(facts: Case, scan: Judged, failure: Failure): boolean {
  const { reading, step } = failure;
  if (reading === null) return false;
  // Whether the controller may mint was asked of the API server itself.
  if (step === 'token-request') return facts.one('mint-permission')?.status !== 'pass';
  if (!reading.coveredByProof || step === 'setting') return true;
  return step === 'registry' && failure.pull && reading.fork === 'refused' && !isPulled(facts, scan.target);
}

function isPulled(facts: Case, target: string | null): boolean {
  return facts.of(['pull'], target).some(({ status }) => status === 'pass');
}

/**
 * Whether the proof went the very way that the text is about: the controller's own token comes from the metadata server,
 * which only a proof in the pod asks; so the text has to name whom we asked as.
 */
function isWalked({ path, proof }: Case, { reading, step }: Failure): boolean {
  if (proof === null) return false;
  if (proof.way === 'pod' || (path === 'object' && proof.way === 'workload')) return true;
  return step === 'registry' && proof.gsa !== null && reading?.as === `GSA ${proof.gsa}`;
}

/** What is asked of the registry as the identity. */
const asTheIdentity = [...accessChecks, 'own-registry', 'pull', 'tags'];

/** Every link holds for all that was proved and read. */
function isProved(facts: Case, target: string | null): boolean {
  const listed = facts
    .of(asTheIdentity, target)
    .every((check) => check.status === 'pass' || check.status === 'warn' || check.status === 'skipped');
  return obtainsToken(facts) && listed;
}

/** A known text of now that no proof covers speaks for itself, though the pods' side was not read whole. */
function speaks(facts: Case, scan: Judged, { own, reading }: Failure): boolean {
  if (own !== null || isProved(facts, scan.target)) return true;
  const listed = facts
    .of(asTheIdentity, scan.target)
    .every((check) => check.status === 'pass' || check.status === 'warn' || check.status === 'skipped');
  return facts.proof !== null && listed && (reading?.codes.length ?? 0) > 0;
}

const nodeSide = ['workload-host-network', 'node-metadata-server', 'metadata-server-health', 'metadata-egress'];

/**
 * Whether the pods obtain a token of the GSA: by the proof and what was read of their nodes; and, where only the
 * operator proved, by the policies as they were read.
 */
function obtainsToken(facts: Case): boolean {
  const { proof } = facts;
  if (proof === null || facts.of(nodeSide).some(isOpen)) return false;
  if (proof.way !== 'operator') return true;
  return facts.of(['binding', 'binding-deny']).every((check) => check.status === 'pass' || check.status === 'skipped');
}

/** The same words come where the way to the metadata server is blocked still: then no restart helps. */
function isGuess(facts: Case, own: Finding): boolean {
  return own.code === 'metadata-probe-stuck' && facts.of(nodeSide).some(isOpen);
}

/** `--wait` saw the binding read wrong, and right later than Flux failed. */
function fixedInThisRun({ bindingResolvedAt }: Case, { at, step }: Failure): boolean {
  return (
    bindingResolvedAt !== null && step === 'impersonation' && at !== null && timeOf(bindingResolvedAt) > timeOf(at)
  );
}

/** Flux was refused just now in the very way that a reading suspects: then the refusal is proved. */
function agree(facts: Case, { reading }: Failure): void {
  const [suspect] = facts.checks.filter(
    (check) =>
      check.status === 'suspected' &&
      check.id !== 'scan-status' &&
      check.findings.some((one) => reading?.codes.includes(one.code) === true),
  );
  if (suspect !== undefined) blame(suspect);
}

function causeFor(facts: Case, target: string | null): Judged | undefined {
  return facts.checks.find(
    (check) => check.status === 'broken' && check.id !== 'scan-status' && concerns(check, target),
  );
}

/** A connection that fails is no consequence of whom Google knows or allows. */
function isBeside({ age, own, step }: Failure, cause: Judged): boolean {
  if (age !== 'current' || own === null || step !== 'connection') return false;
  return cause.link === 'KSA' || cause.link === 'GSA' || cause.link === 'binding' || cause.link === 'registry';
}

/** A refusal by a repository meets every image in it. */
function concerns(check: Judged, target: string | null): boolean {
  if (check.target === null || check.target === target || target === null) return true;
  return check.link === 'registry' && repositoryOf(check.target) === repositoryOf(target);
}

function repositoryOf(image: string): string {
  const registry = parseImage(image);
  return registry.kind === 'artifact-registry' || registry.kind === 'gcr'
    ? `${registry.host}/${registry.project}/${registry.repository}`
    : image;
}
