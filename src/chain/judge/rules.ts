/**
 * The rules that cross links, in the order in which they are applied. Each looks at what the checks found and changes
 * the statuses that it speaks of; see docs/architecture.md.
 */

import { finding } from '../vocabulary.ts';
import type { Code, Finding } from '../vocabulary.ts';
import { accessChecks, attribute, blame, isOpen, isRefused, settle } from './case.ts';
import type { Case } from './case.ts';
import { withCandidatesLeft } from './refusal-candidates.ts';
import { isUnanswered } from './unanswered.ts';

const readingsOfToken = ['workload-pool', 'cluster-identity', 'gsa', 'gsa-enabled', 'binding', 'binding-deny'];
const readingsOfGsa = ['gsa', 'gsa-enabled'];
/** Whose reading can explain that `generateAccessToken` refuses, in the chain's order. */
const causesOfRefusal = ['workload-pool', 'gsa', 'gsa-enabled', 'binding', 'binding-deny'];

/** A token obtained as the KSA settles pool, GSA, binding and deny rules, whatever was read of them. */
export function tokenSettles(facts: Case): void {
  const { proof } = facts;
  if (proof === null) return;
  if (proof.way === 'operator') {
    for (const check of facts.of(readingsOfGsa)) settle(check, 'a token of the GSA was obtained');
    operatorSettles(facts);
    return;
  }
  for (const check of facts.of(readingsOfToken)) settle(check, 'a token was obtained as the KSA');
  if (proof.way === 'pod')
    for (const check of facts.of(['node-metadata-server', 'metadata-server-health']))
      settle(check, 'the metadata server answered this pod');
  settleWays(facts, `the proof was made as ${proof.way}`);
}

/** Where the grant was read, and nothing denies it, the operator's proof makes up for the workload's. */
function operatorSettles(facts: Case): void {
  const deny = facts.one('binding-deny');
  const fresh = facts.scansAsIdentity;
  if (facts.one('binding')?.status !== 'pass') return;
  if (deny !== undefined && isOpen(deny) && fresh)
    settle(deny, 'a fresh scan succeeded, which a deny policy would forbid');
  if (deny !== undefined && deny.status !== 'pass' && deny.status !== 'skipped') return;
  settleWays(facts, 'the grant was read, and its GSA proved');
}

/** The way that was not gone: left out where it was not open to the caller, a warning where it did not answer. */
function settleWays(facts: Case, why: string): void {
  for (const check of facts.of(['token-request', 'token-exchange'])) {
    if (check.status === 'unknown' && isUnanswered(check)) {
      check.status = 'warn';
      check.notes = [why, ...check.notes];
    } else if (check.status === 'unknown' || check.status === 'blocked') settle(check, why);
  }
}

/** A tag list obtained as the identity settles every reading of repository or bucket; and accepts a bare KSA. */
export function tagsSettle(facts: Case): void {
  let accepted = 0;
  for (const access of facts.of(accessChecks)) {
    if (access.status !== 'pass' || access.target === null) continue;
    accepted += 1;
    for (const reading of facts.of(['registry-storage'], access.target))
      settle(reading, 'the tags were listed as the identity');
  }
  const annotation = facts.one('ksa-annotation');
  if (accepted > 0 && annotation?.status === 'suspected') {
    annotation.status = 'pass';
    annotation.findings = [];
    annotation.notes = [
      'the KSA accesses the registry directly (no Google service account), and the registry accepts it',
      ...annotation.notes,
    ];
  }
  const workload = facts.one('workload-ksa');
  if (accepted > 0 && workload?.status === 'suspected') settle(workload, 'the registry takes the KSA that they run as');
}

/** A refused token: the reading that explains it is broken, and the refusal is its evidence. */
export function refusedToken(facts: Case): void {
  const exchange = facts.one('token-exchange');
  if (exchange?.status === 'broken' && exchange.findings.some((one) => one.code === 'token-exchange-rejected')) {
    const pool = facts.one('workload-pool');
    if (pool?.status === 'broken') attribute(exchange, pool);
    const token = facts.one('token');
    if (token !== undefined && token.status !== 'broken')
      attribute(token, exchange.status === 'broken' ? exchange : (pool ?? exchange));
    return;
  }
  const token = facts.one('token');
  if (exchange?.status === 'broken' && token !== undefined && isOpen(token)) attribute(token, exchange);
  if (token?.status !== 'broken') return;
  const explained = token.findings.some(
    (one) => one.code === 'impersonation-denied' || one.code === 'gsa-not-found' || one.code === 'gsa-disabled',
  );
  if (!explained) return;
  const candidates = facts.of(causesOfRefusal);
  const cause =
    candidates.find((check) => check.status === 'broken') ?? candidates.find((check) => check.status === 'suspected');
  if (cause === undefined) {
    const binding = facts.one('binding');
    if (binding?.status === 'pass' && facts.bindingResolvedAt !== null) {
      const since = facts.bindingResolvedAt;
      token.findings = token.findings.map((one) => propagating(one, since));
      return;
    }
    token.findings = token.findings.map((one) => withCandidatesLeft(one, facts));
    return;
  }
  blame(cause);
  attribute(token, cause);
}

/** Policies carry no times: only who saw one fixed can tell a young binding from a fault. */
function propagating(one: Finding, since: string): Finding {
  if (one.code !== 'impersonation-denied') return one;
  const { namespace, ksa, gsa, pool } = one.args;
  return finding('binding-propagating', {
    namespace,
    ksa,
    gsa,
    pool,
    since,
    evidence: 'the policy was seen to be fixed while the doctor waited',
  });
}

/** A cluster with another project's pool makes every binding read as one for the wrong pool. */
export function foreignPool(facts: Case): void {
  const pool = facts.one('workload-pool');
  const binding = facts.one('binding');
  if (pool?.status !== 'broken' || binding === undefined) return;
  const foreign = pool.findings.some((one) => one.code === 'workload-pool-foreign');
  if (foreign && binding.findings.some((one) => one.code === 'binding-wrong-pool')) attribute(binding, pool);
}

const ofTheAccount = new Set<Code>(['repository-access-denied', 'registry-grant-stale', 'registry-moved']);

/** What an account may do that does not exist is no question of its own. */
export function absentAccount(facts: Case): void {
  const account = facts.one('gsa');
  if (account?.status !== 'broken') return;
  for (const storage of facts.of(['registry-storage'])) {
    if (storage.status !== 'broken' && storage.status !== 'suspected') continue;
    if (storage.findings.every((one) => ofTheAccount.has(one.code))) attribute(storage, account);
  }
}

/** A version that knows no login at all reads past what the objects say of it, or has no field to say it. */
export function versionWithoutLogin(facts: Case): void {
  const version = facts.one('flux-version');
  if (version?.status !== 'broken') return;
  for (const scan of facts.of(['scan-authentication']))
    if (scan.findings.some((one) => one.code === 'provider-not-google')) attribute(scan, version);
}

const ofThePrincipal = new Set<Code>([...ofTheAccount, 'bucket-access-denied', 'tags-access-denied']);

/** Scanned as the controller against the wish of their objects: what that identity is refused is no fault of its own. */
export function unservedObjects(facts: Case): void {
  const wish = facts.one('object-identity');
  const testimony = wish?.found.testimony ?? null;
  if (wish?.status !== 'broken' || testimony?.kind !== 'unserved') return;
  for (const image of testimony.images)
    for (const check of facts.of([...accessChecks, 'registry-storage'], image))
      if (isRefused(check) && check.findings.every((one) => ofThePrincipal.has(one.code))) attribute(check, wish);
  const annotation = facts.one('ksa-annotation');
  const others = facts.targets.some((target) => !testimony.images.includes(target));
  if (annotation?.status === 'suspected' && !others) attribute(annotation, wish);
}

/** What is suspected still, and was neither proved nor refuted, is unknown. */
export function leftovers(facts: Case): void {
  for (const check of facts.checks) {
    if (check.status !== 'suspected') continue;
    check.status = 'unknown';
    check.notes = ['suspected by reading; no proof settles it', ...check.notes];
  }
}

/** Credentials that turned out not to be needed, and readings that only explain. */
export function notNeeded(facts: Case): void {
  const open = facts.checks.some(
    (check) => check.id !== 'google-credentials' && (check.status === 'unknown' || check.status === 'blocked'),
  );
  const broken = facts.checks.some((check) => check.status === 'broken');
  const credentials = facts.one('google-credentials');
  if (credentials?.status !== 'unknown' || (open && !broken)) return;
  const why = 'not needed: the proof as the workload decided';
  if (!isUnanswered(credentials)) return settle(credentials, why);
  credentials.status = 'warn';
  credentials.notes = [why, ...credentials.notes];
}
