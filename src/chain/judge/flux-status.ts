/** What Flux last said of each image, held against what is proved now. */

import { parseImage } from '../image-reference.ts';
import { finding } from '../vocabulary.ts';
import { attribute, blame } from './case.ts';
import type { Finding } from '../vocabulary.ts';
import type { Case, Judged } from './case.ts';

/** What Flux last said, held against what is proved now. */
export function fluxStatus(facts: Case): void {
  for (const scan of facts.of(['scan-status'])) {
    const word = scan.found.testimony;
    if (word?.kind !== 'word' || !word.failing || scan.status !== 'suspected') continue;
    const cause = causeFor(facts, scan.target);
    if (cause !== undefined) {
      attribute(scan, cause);
      continue;
    }
    agree(facts, word.codes, word.current);
    const agreed = causeFor(facts, scan.target);
    if (agreed !== undefined) {
      attribute(scan, agreed);
      continue;
    }
    const listed = facts
      .of(['registry-access', 'tags'], scan.target)
      .every((check) => check.status === 'pass' || check.status === 'warn' || check.status === 'skipped');
    const proved = becomes(facts) && listed;
    if (word.codes.includes('google-rate-limited')) {
      scan.status = 'unknown';
      continue;
    }
    if (word.coveredByProof) {
      if (!proved) {
        scan.status = 'unknown';
        continue;
      }
      scan.status = 'warn';
      scan.findings = scan.findings.map((one) => mended(one, word.own));
      continue;
    }
    // A known text of now that no proof covers speaks for itself, though the pods' side was not read whole.
    const speaks = facts.proof !== null && listed && word.current && word.codes.length > 0;
    scan.status = proved || speaks || word.own !== null ? 'broken' : 'unknown';
    if (word.own !== null && !isGuess(facts, word.own))
      scan.findings = [word.own, ...scan.findings.filter((one) => one.code !== 'scan-failing')];
  }
}

const nodeSide = ['workload-host-network', 'node-metadata-server', 'metadata-server-health', 'metadata-egress'];

/**
 * Whether the pods become the GSA: by the proof and what was read of their nodes; and, where only the operator proved,
 * by the policies as they were read.
 */
function becomes(facts: Case): boolean {
  const { proof } = facts;
  if (proof === null || facts.of(nodeSide).some((check) => check.status === 'unknown')) return false;
  if (proof.way !== 'operator') return true;
  return facts.of(['binding', 'binding-deny']).every((check) => check.status === 'pass' || check.status === 'skipped');
}

/** The same words come where the way to the metadata server is blocked still: then no restart helps. */
function isGuess(facts: Case, own: Finding): boolean {
  return own.code === 'metadata-probe-stuck' && facts.of(nodeSide).some((check) => check.status === 'unknown');
}

/** Every link holds: what Flux says is past, or speaks of what it alone holds. */
function mended(one: Finding, own: Finding | null): Finding {
  if (one.code !== 'scan-failing') return one;
  return own ?? finding('scan-failing', { ...one.args, mended: true });
}

/** Flux was refused just now in the very way that a reading suspects: then the refusal is proved. */
function agree(facts: Case, codes: readonly string[], current: boolean): void {
  if (!current) return;
  const [suspect] = facts.checks.filter(
    (check) => check.status === 'suspected' && check.findings.some((one) => codes.includes(one.code)),
  );
  if (suspect !== undefined) blame(suspect);
}

function causeFor(facts: Case, target: string | null): Judged | undefined {
  return facts.checks.find(
    (check) => check.status === 'broken' && check.id !== 'scan-status' && concerns(check, target),
  );
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
