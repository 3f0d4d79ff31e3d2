import type { Verdict } from '../vocabulary.ts';
import { links } from '../vocabulary.ts';
import type { CheckResult } from './case.ts';
import type { Cause } from './causes.ts';
import type { IdentityJudgement } from './verdict.ts';

interface View {
  readonly id: string;
  readonly judgement: IdentityJudgement;
}

/** Checks of the cluster that no identity's judgement looks at. */
export const ofNoIdentity: ReadonlySet<string> = new Set(['scanners', 'flux-objects']);

/** Of the run: the worst of its identities; and what no identity can stand for, such as a cluster that does not answer. */
export function runVerdict(identities: readonly View[], clusters: readonly (readonly CheckResult[])[]): Verdict {
  const verdicts = identities.map(({ judgement }) => judgement.verdict);
  for (const checks of clusters) {
    const scanners = checks.find((check) => check.id === 'scanners');
    if (scanners?.status === 'broken') verdicts.push('broken');
    // Found in part only, or not at all: what was not seen may be anything.
    else if (scanners === undefined || scanners.status !== 'pass') verdicts.push('inconclusive');
    // An object that is not walked here reads Google too, and fails.
    if (checks.some((check) => check.id === 'flux-objects' && check.status === 'unknown'))
      verdicts.push('inconclusive');
  }
  if (verdicts.includes('broken')) return 'broken';
  return verdicts.length === 0 || verdicts.includes('inconclusive') ? 'inconclusive' : 'healthy';
}

/** The cause of the run: the one that hits most identities, then by the chain's order, then by id. */
export function runCause(
  verdict: Verdict,
  identities: readonly View[],
  clusters: readonly (readonly CheckResult[])[],
): { readonly cause: Cause; readonly identity: string | null } | null {
  if (verdict === 'healthy') return null;
  const told = identities
    .filter(({ judgement }) => judgement.verdict === verdict)
    .map(({ id, judgement }) => ({
      identity: id,
      cause: verdict === 'broken' ? judgement.rootCause : judgement.suspect,
    }))
    .filter((one): one is { identity: string; cause: Cause } => one.cause !== null);
  const hits = (cause: Cause): number => told.filter((one) => one.cause.code === cause.code).length;
  const [first] = [...told].sort(
    (a, b) =>
      hits(b.cause) - hits(a.cause) ||
      links.indexOf(a.cause.link) - links.indexOf(b.cause.link) ||
      a.identity.localeCompare(b.identity),
  );
  if (first !== undefined) return first;
  for (const check of clusters.flat().sort((a, b) => Number(isOfNoIdentity(b)) - Number(isOfNoIdentity(a)))) {
    const wanted = verdict === 'broken' ? check.status === 'broken' : check.status === 'unknown';
    const [finding] = check.findings;
    if (wanted && finding !== undefined)
      return {
        identity: null,
        cause: { code: finding.code, check: check.id, target: null, link: check.link, finding },
      };
  }
  return null;
}

/** What identities do not settle decides before what they may have settled. */
function isOfNoIdentity({ id }: CheckResult): boolean {
  return ofNoIdentity.has(id);
}
