import type { GsaCandidates } from '../../../checks/gsa-candidates.ts';
import type { ObjectIdentity } from '../../../checks/object-identity.ts';
import type { AuthenticationFact } from '../../../checks/scan-authentication.ts';
import type { Proof } from '../../../checks/token.ts';
import type { ProviderChoice } from '../../../checks/workload-identity-provider.ts';
import type { Principal } from '../../../checks/ksa-annotation.ts';
import type { CheckResult, FluxReport, Testimony } from '../../chain/judge/case.ts';
import { finding } from '../../chain/vocabulary.ts';
import type { Finding, Link } from '../../chain/vocabulary.ts';
import type { Settled } from '../../engine/events.ts';

/** What the judge is told of a settled check. */
export function resultOf(settled: Settled<Finding>, target: string | null): CheckResult {
  const { check } = settled.instance;
  const crash =
    settled.status === 'crashed'
      ? [finding('internal-error', { problem: messageOf(settled.error), where: `check ${check.id}` })]
      : [];
  return {
    id: check.id,
    link: check.link as Link,
    target,
    status: settled.status,
    findings: [...settled.findings, ...crash],
    notes: settled.notes,
    blockedBy: settled.blockedBy,
    testimony: testimonyOf(settled),
  };
}

/** The parts of a check's fact that the rules of the judge look at; the shapes are those of the named checks. */
function testimonyOf(settled: Settled<Finding>): Testimony | null {
  if (settled.fact === undefined) return null;
  switch (settled.instance.check.id) {
    case 'token': {
      const { way, gsa } = settled.fact as Proof;
      return { kind: 'proof', way, gsa };
    }
    case 'ksa-annotation': {
      const principal = settled.fact as Principal;
      return { kind: 'annotation', gsa: 'gsa' in principal ? principal.gsa : null };
    }
    case 'gsa-candidates':
      return { kind: 'candidates', candidates: (settled.fact as GsaCandidates).candidates };
    case 'workload-identity-provider':
      return (settled.fact as ProviderChoice).kind === 'provider' ? { kind: 'own-provider' } : null;
    case 'object-identity':
      return { kind: 'unserved', images: (settled.fact as ObjectIdentity).unserved };
    case 'scan-status':
      return settled.fact as FluxReport;
    case 'scan-authentication':
      return { kind: 'authentication', by: (settled.fact as AuthenticationFact).by };
    default:
      return null;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
