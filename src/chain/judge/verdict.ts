import { withCandidates } from './candidates.ts';
import { causeOf, causesOf } from './causes.ts';
import type { Cause } from './causes.ts';
import { accessChecks, Case } from './case.ts';
import { judgeBystanders } from './bystanders.ts';
import type { CaseFile, CheckResult, Judged } from './case.ts';
import { fluxStatus } from './flux-status.ts';
import { notGke } from './not-gke.ts';
import { ownProvider } from './own-provider.ts';
import { earlierSteps, freshScans } from './reported-scans.ts';
import { failingKeyFile, standIns } from './stand-ins.ts';
import { bareByReading, refusedRegistry } from './refused-registry.ts';
import {
  absentAccount,
  foreignPool,
  leftovers,
  notNeeded,
  refusedToken,
  tagsSettle,
  tokenSettles,
  unservedObjects,
  versionWithoutLogin,
} from './rules.ts';
import { unansweredProof } from './unanswered.ts';
import type { ProofWay, Verdict } from '../vocabulary.ts';

export interface IdentityJudgement {
  readonly checks: readonly Judged[];
  readonly verdict: Verdict;
  readonly rootCause: Cause | null;
  readonly otherCauses: readonly Cause[];
  readonly suspect: Cause | null;
  readonly provedAs: ProofWay;
}

/**
 * Turns what the checks of one identity found into statuses, causes and a verdict. Pure and cheap: a screen may call it
 * on every event.
 *
 * @param complete false while checks are under way: then a suspicion stays one
 */
export function judgeIdentity(file: CaseFile, complete: boolean): IdentityJudgement {
  const facts = new Case(file);
  ownProvider(facts);
  notGke(facts);
  withCandidates(facts);
  tokenSettles(facts);
  tagsSettle(facts);
  refusedToken(facts);
  foreignPool(facts);
  absentAccount(facts);
  unservedObjects(facts);
  refusedRegistry(facts);
  bareByReading(facts);
  versionWithoutLogin(facts);
  standIns(facts);
  freshScans(facts);
  earlierSteps(facts);
  judgeBystanders(facts);
  failingKeyFile(facts);
  fluxStatus(facts);
  const suspects = causesOf(facts.checks.filter((check) => check.status === 'suspected'));
  if (complete) {
    leftovers(facts);
    notNeeded(facts);
  }
  const causes = causesOf(facts.checks.filter((check) => check.status === 'broken'));
  const provedAs = facts.proof?.way ?? 'none';
  const verdict = verdictOf(facts, causes.length > 0);
  return {
    checks: facts.checks,
    verdict,
    rootCause: causes[0] ?? null,
    otherCauses: causes.slice(1),
    suspect: verdict === 'inconclusive' ? (unanswered(facts) ?? suspects[0] ?? suspectOf(facts)) : null,
    provedAs,
  };
}

/** How the note of a check begins that the caller left out; such a run proves nothing whole. */
export const leftOut = 'left out';

/** What is read as the identity itself: one of them must have succeeded. */
const proofsOfReading = [...accessChecks, 'own-registry'];

function verdictOf(facts: Case, broken: boolean): Verdict {
  if (broken) return 'broken';
  if (facts.checks.some((check) => check.status === 'skipped' && check.notes.some((note) => note.startsWith(leftOut))))
    return 'inconclusive';
  if (
    facts.checks.some(
      (check) => check.status === 'unknown' || check.status === 'blocked' || check.status === 'suspected',
    )
  )
    return 'inconclusive';
  const { proof } = facts;
  if (proof === null) return 'inconclusive';
  if (!facts.of(proofsOfReading).some((check) => check.status === 'pass')) return 'inconclusive';
  if (proof.way !== 'operator') return 'healthy';
  // The operator's proof shows what the GSA may do; that the KSA may become it must have been read, with nothing in doubt.
  const fresh = facts.scansAsIdentity;
  const granted = facts.one('binding')?.status === 'pass';
  const undenied = facts.one('binding-deny')?.status === 'pass' || fresh;
  return granted && undenied ? 'healthy' : 'inconclusive';
}

/**
 * The checks of a cluster as its identities' judgements leave them: settled where all identities settle them. Without
 * identities they stand as they were found.
 */
export function judgeCluster(
  results: readonly CheckResult[],
  identities: readonly IdentityJudgement[],
  complete: boolean,
): readonly Judged[] {
  const facts = new Case({ results, path: 'controller', bindingResolvedAt: null });
  if (complete) leftovers(facts);
  return facts.checks.map((check) => {
    const views = identities
      .map((one) => one.checks.find((view) => view.id === check.id && view.target === null))
      .filter((view) => view !== undefined);
    const worst =
      views.find((view) => view.status === 'broken') ??
      views.find((view) => view.status === 'unknown') ??
      views.find((view) => view.status === 'blocked') ??
      views[0];
    return worst ?? check;
  });
}

/** Without these nothing can be asked, or nothing proved. */
const gates = ['kubeconfig', 'cluster-access', 'cluster-identity'];

/** Who did not answer the proof is told before what is only suspected. */
function unanswered(facts: Case): Cause | null {
  const check = unansweredProof(facts);
  return check === null ? null : causeOf(check);
}

/**
 * What would settle an inconclusive run: first what keeps from asking at all, a login of the caller's own where no proof
 * was had, then the right to prove, then what Flux's own words point at, then whatever is unknown.
 */
function suspectOf(facts: Case): Cause | null {
  const open = facts.checks.filter((check) => check.status === 'unknown' && check.findings.length > 0);
  const of = (ids: readonly string[]): Judged | undefined => open.find((check) => ids.includes(check.id));
  const login = facts.proof === null ? of(['google-credentials']) : undefined;
  const first = of(gates) ?? login ?? of(['token-request']) ?? open.find((check) => check.link !== 'access') ?? open[0];
  return first === undefined ? null : causeOf(first);
}
