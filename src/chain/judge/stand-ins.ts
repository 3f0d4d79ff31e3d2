/** Another identity than the one that was read is at work: what is read of that one does not matter to Flux. */

import { finding } from '../vocabulary.ts';
import type { Finding } from '../vocabulary.ts';
import { accessChecks, isOpen, isRefused, settle } from './case.ts';
import type { Case, Judged } from './case.ts';

/** With these the pods' token is another one. */
const bypasses = ['workload-host-network', 'node-metadata-server', 'workload-environment'];
/** What may stand between the pods and the metadata server. */
export const metadataWay = ['metadata-egress', 'metadata-server-health', 'workload-mesh'];
const ofTheIdentity = ['workload-ksa', 'ksa-annotation', 'binding', 'binding-deny', 'token-exchange', 'token'];
const ofTheTarget = [...accessChecks, 'registry-storage', 'pull'];

/**
 * A pull secret that wins over the identity stands in for it, whether it works or fails. A key file, the node's own
 * account: where scans succeed through them, or where they are what fails.
 */
export function standIns(facts: Case): void {
  const bySecret = facts.targets.filter((target) => secretOf(facts, target) !== null);
  for (const target of bySecret) {
    const secret = secretOf(facts, target) as Judged;
    for (const check of facts.of(ofTheTarget, target)) ignore(check, secret);
    if (secret.status === 'broken' && facts.reports(target).some(({ failure }) => isUnrelated(failure?.step)))
      secret.status = 'warn';
  }
  const asked = facts.targets.filter((target) =>
    facts.of(['scan-authentication'], target).every(({ status }) => status !== 'skipped'),
  );
  const [first] = bySecret;
  if (first !== undefined && asked.every((target) => bySecret.includes(target))) {
    for (const check of facts.of(bypasses)) if (isRefused(check)) check.status = 'warn';
    notTaken(facts, secretOf(facts, first) as Judged);
    return;
  }
  const bypass = facts.of(bypasses).filter(isRefused);
  const [found] = bypass;
  if (found === undefined) return;
  if (facts.scansAsIdentity) {
    for (const check of bypass) {
      check.status = 'warn';
      check.findings = check.findings.map(asNode);
      check.notes = ['scans succeed as another identity than the one that is checked here', ...check.notes];
    }
    for (const check of facts.of(ofTheTarget)) ignore(check, found);
    notTaken(facts, found);
  }
}

/** A key file that is what Flux fails with: no repair of the KSA changes anything before it is gone. */
export function failingKeyFile(facts: Case): void {
  const environment = facts.one('workload-environment');
  const isKey = environment?.findings.some(
    (one) =>
      one.code === 'credentials-file-overrides-identity' && one.args.variable === 'GOOGLE_APPLICATION_CREDENTIALS',
  );
  if (environment?.status !== 'broken' || isKey !== true) return;
  for (const check of [...facts.of(ofTheIdentity), ...facts.of(ofTheTarget)]) ignore(check, environment);
}

/** The check that tells of the pull secret by which a target is read, if it is. */
function secretOf(facts: Case, target: string): Judged | null {
  const [check] = facts.of(['scan-authentication'], target);
  const told = check?.findings.some((one) => one.code === 'secret-overrides-identity') === true;
  return check !== undefined && told && facts.authentication(target) !== 'mixed' ? check : null;
}

/** Whose credential it was did not come into it. */
function isUnrelated(step: string | undefined): boolean {
  return step === 'connection' || step === 'setting' || step === 'controller-rights';
}

function notTaken(facts: Case, instead: Judged): void {
  for (const check of facts.of(metadataWay))
    if (check.status === 'suspected' || isOpen(check)) settle(check, 'the pods do not go this way');
  for (const check of facts.of(ofTheIdentity)) ignore(check, instead);
}

function ignore(check: Judged, instead: Judged): void {
  if (check.status !== 'broken' && check.status !== 'suspected' && check.status !== 'blocked') return;
  check.status = 'skipped';
  check.notes = [
    `${check.findings.map((one) => one.code).join(', ') || 'refused'}; Flux does not go this way because of ${instead.id}`,
    ...check.notes,
  ];
  check.findings = [];
  check.blockedBy = null;
}

function asNode(one: Finding): Finding {
  switch (one.code) {
    case 'workload-on-host-network':
      return finding('scans-as-node-identity', {
        namespace: one.args.namespace,
        workload: one.args.workload,
        nodeAccount: null,
        reason: 'its pods are on the host network',
      });
    case 'node-metadata-server-missing':
      return finding('scans-as-node-identity', {
        namespace: '',
        workload: one.args.pods[0] ?? 'its pods',
        nodeAccount: one.args.nodeAccount,
        reason: `node pool ${one.args.nodePool ?? 'unknown'} does not serve the GKE metadata server`,
      });
    default:
      return one;
  }
}
