/** A refusal by the registry, and what it is the consequence of. */

import { finding } from '../vocabulary.ts';
import type { Code, Finding } from '../vocabulary.ts';
import { accessChecks, attribute, blame, isOpen, isRefused, settle } from './case.ts';
import type { Case, Judged } from './case.ts';

/** A refusal by the registry: blamed on the most specific reading that explains it. */
export function refusedRegistry(facts: Case): void {
  const bare = bareKsa(facts);
  for (const access of facts.of(accessChecks)) {
    if (access.status !== 'broken' || access.target === null) continue;
    const [storage] = facts.of(['registry-storage'], access.target);
    const code = access.findings[0]?.code;
    const denied = code !== undefined && isDenial(code);
    const named =
      storage?.findings.some((one) => one.code === 'repository-access-denied' && one.args.settled) === true &&
      storage.found.notes.includes(principalIsNamed);
    if (storage !== undefined && projectGone(storage, access)) {
      blame(storage);
      attribute(access, storage);
      continue;
    }
    if (storage !== undefined && explains(storage, access)) {
      if (
        bare !== null &&
        !named &&
        storage.findings.every((one) => one.code === 'repository-access-denied' || one.code === 'bucket-access-denied')
      ) {
        blameBare(facts, bare, access);
        attribute(storage, bare);
        attribute(access, bare);
        continue;
      }
      blame(storage);
      attribute(access, storage);
      continue;
    }
    if (denied && bare !== null) {
      blameBare(facts, bare, access);
      attribute(access, bare);
      if (storage !== undefined && isOpen(storage)) attribute(storage, bare);
      continue;
    }
    if (storage !== undefined && isOpen(storage))
      settle(storage, 'it would only explain the refusal, and could not be read');
    // The registry did not come to its policies: what is read of them is no cause beside its answer.
    else if (storage !== undefined && !denied && isRefused(storage)) attribute(storage, access);
  }
}

/**
 * The same without a proof: every policy that could let the KSA itself in was read, and none does.
 */
export function bareByReading(facts: Case): void {
  const annotation = facts.one('ksa-annotation');
  if (facts.proof !== null || annotation?.status !== 'suspected') return;
  const bare = suspectedBare(facts, annotation);
  for (const storage of facts.of(['registry-storage'])) {
    const unlisted = storage.status === 'broken' && !storage.found.notes.includes(principalIsNamed);
    if (!unlisted || !storage.findings.every((one) => isDenial(one.code))) continue;
    blame(bare);
    if (bare !== annotation) attribute(annotation, bare);
    attribute(storage, bare);
  }
}

function isDenial(code: Code): boolean {
  return code === 'repository-access-denied' || code === 'bucket-access-denied' || code === 'tags-access-denied';
}

/**
 * What is at fault where the KSA itself is refused: that it names no GSA; or, where another KSA beside it does and
 * nothing uses that one, that the pods run as this one.
 */
function bareKsa(facts: Case): Judged | null {
  const annotation = facts.one('ksa-annotation');
  return facts.proof?.gsa === null && annotation?.status === 'suspected' ? suspectedBare(facts, annotation) : null;
}

function suspectedBare(facts: Case, annotation: Judged): Judged {
  const workload = facts.one('workload-ksa');
  const missing = annotation.findings.every((one) => one.code === 'ksa-annotation-missing');
  return missing && workload?.status === 'suspected' ? workload : annotation;
}

function blameBare(facts: Case, bare: Judged, access: Judged): void {
  blame(bare);
  const annotation = facts.one('ksa-annotation');
  if (bare === annotation) withRefusal(annotation, access);
  else if (annotation?.status === 'suspected') attribute(annotation, bare);
}

/**
 * Note of `registry-storage` when the repository's policy names the principal, or has a member that was meant to: the
 * grant and not the identity is at fault.
 */
export const principalIsNamed = 'the policy names this principal, or was meant to';

function explains(storage: Judged, access: Judged): boolean {
  if (storage.status !== 'broken' && storage.status !== 'suspected') return false;
  const [told] = storage.findings;
  const [refused] = access.findings;
  if (told === undefined || refused === undefined) return false;
  // Container Registry's bucket decides only where the registry answered as Container Registry.
  if (told.code === 'bucket-not-found' || told.code === 'bucket-access-denied')
    return refused.code === 'bucket-access-denied';
  return (
    refused.code === 'repository-access-denied' ||
    refused.code === 'repository-not-found' ||
    refused.code === 'tags-access-denied'
  );
}

/** The repository's own project is deleted or suspended, by Google's word; that tells one reason of the refusal from the other. */
function projectGone(storage: Judged, access: Judged): boolean {
  const [refused] = access.findings;
  return storage.findings.some(
    (one) =>
      one.code === 'project-unusable' &&
      (one.args.cause === 'deleted' || one.args.cause === 'suspended') &&
      refused?.code === 'repository-access-denied' &&
      refused.args.project === one.args.project,
  );
}

/** The refusal is the evidence of the missing annotation. */
function withRefusal(annotation: Judged, access: Judged): void {
  const refused = access.findings[0];
  if (refused === undefined) return;
  annotation.findings = annotation.findings.map((one): Finding =>
    one.code === 'ksa-annotation-missing'
      ? finding('ksa-annotation-missing', { ...one.args, refusal: refused.code })
      : one,
  );
}
