/** What merely stands in the way becomes a cause only when Flux fails in the way that it would make Flux fail. */

import type { Code, Finding } from '../vocabulary.ts';
import type { Case, Failure, Judged } from './case.ts';

/** Where it stands: between the pods and the metadata server, or in the pods themselves. */
export const bystanders = [
  'metadata-egress',
  'metadata-server-health',
  'workload-mesh',
  'workload-environment',
  'workload-host-network',
] as const;

/** These keep the pods from the metadata server. */
const onTheWay = new Set<Code>([
  'metadata-egress-blocked',
  'metadata-server-unhealthy',
  'mesh-blocks-metadata',
  'proxy-captures-metadata',
]);
/** With these Flux asks as somebody else, whom the registry may well refuse. */
const otherCaller = new Set<Code>([
  'workload-on-host-network',
  'credentials-file-overrides-identity',
  'node-metadata-server-missing',
]);

/** Whether a failure is of the kind that this finding would make. */
export function makes(one: Finding, { reading, step }: Failure): boolean {
  if (reading?.codes.includes(one.code) === true) return true;
  if (onTheWay.has(one.code)) return step === 'metadata';
  return otherCaller.has(one.code) && (step === 'metadata' || step === 'registry');
}

/** Settles what was read to stand in the way, by what Flux reports. */
export function judgeBystanders(facts: Case): void {
  const elsewhere = facts.checks.some((check) => check.status === 'broken' && !isBystander(check));
  for (const check of facts.of(bystanders))
    if (check.status === 'suspected') check.status = statusOf(facts, check, elsewhere);
}

function statusOf(facts: Case, check: Judged, elsewhere: boolean): Judged['status'] {
  const { failures } = facts;
  const made = failures.filter((failure) => check.findings.some((one) => makes(one, failure)));
  if (made.some((failure) => !elsewhere || pointsAt(failure, check, facts))) return 'broken';
  return failures.length > 0 ? 'warn' : unreported(facts, check);
}

/** Flux's words, of now, name this very thing, and nothing that is known to be broken. */
function pointsAt({ age, reading }: Failure, check: Judged, facts: Case): boolean {
  const codes: readonly Code[] = reading?.codes ?? [];
  const broken = facts.checks
    .filter((one) => one.status === 'broken' && !isBystander(one))
    .flatMap(({ findings }) => findings.map((one) => one.code));
  return (
    age === 'current' &&
    check.findings.some((one) => codes.includes(one.code)) &&
    !broken.some((code) => codes.includes(code))
  );
}

/**
 * Flux reports no failure. Policies that were read whole stop the pods whatever Flux said last; a server that is not up
 * may come up; all else may be harmless.
 */
function unreported(facts: Case, check: Judged): Judged['status'] {
  if (facts.scansAsIdentity) return 'warn';
  if (check.id === 'metadata-egress') return 'broken';
  const down = check.findings.some(
    (one) =>
      one.code === 'metadata-server-unhealthy' && (one.args.cause === 'absent' || one.args.cause === 'not-ready'),
  );
  return down ? 'unknown' : 'warn';
}

function isBystander({ id }: Judged): boolean {
  return bystanders.some((each) => each === id);
}
