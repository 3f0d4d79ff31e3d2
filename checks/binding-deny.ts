import { projectOfGsa } from '../src/chain/gsa-email.ts';
import { deniedBy } from '../src/chain/iam/deny.ts';
import type { KsaPrincipal } from '../src/chain/iam/principal.ts';
import { finding } from '../src/chain/vocabulary.ts';
import type { Finding } from '../src/chain/vocabulary.ts';
import { ApiError } from '../src/clients/api-error.ts';
import { optional, seconds } from '../src/engine/check.ts';
import { asApiError } from './as-api-error.ts';
import { clusterIdentity } from './cluster-identity.ts';
import { broken, defineCheck, isSome, pass, skipped, suspected, unknown } from './define.ts';
import type { Result } from './define.ts';
import { accessFinding } from './explain-error.ts';
import { federationOf } from './federation.ts';
import { googleCredentials } from './google-credentials.ts';
import { numberOfPool } from './iam-levels.ts';
import { ksaAnnotation } from './ksa-annotation.ts';
import { workloadIdentityProvider } from './workload-identity-provider.ts';
import { workloadPool } from './workload-pool.ts';

/** Whether an IAM deny policy keeps the KSA from becoming the GSA, whatever is granted. */
export const bindingDeny = defineCheck({
  id: 'binding-deny',
  link: 'binding',
  scope: 'identity',
  title: 'no deny policy forbids it',
  needs: {
    annotation: ksaAnnotation,
    provider: optional(workloadIdentityProvider),
    pool: optional(workloadPool),
    cluster: optional(clusterIdentity),
    operator: googleCredentials,
  },
  deadline: seconds(30),
  async run({ google, identity, needs }): Promise<Result<true>> {
    const { annotation, operator } = needs;
    if (!('gsa' in annotation)) return skipped('the KSA accesses the registry directly (no Google service account)');
    const federation = federationOf(needs);
    if ('status' in federation) return federation;
    const { pool, certain } = federation;
    const project = projectOfGsa(annotation.gsa);
    if (project === null) return skipped('the GSA’s address names no project to look in');
    const [number, ancestors] = await Promise.all([
      numberOfPool(google, operator, federation, needs.cluster),
      google.ancestry(operator, project).catch(asApiError),
    ]);
    const principal: KsaPrincipal = {
      pool,
      projectNumber: number,
      namespace: identity.namespace,
      name: identity.serviceAccount,
      uid: null,
      clusterUrl: null,
    };
    const doubts: string[] = [];
    const unread: Finding[] = [];
    const undecided: Finding[] = [];
    if (ancestors instanceof ApiError) {
      unread.push(accessFinding(ancestors));
      doubts.push(
        `the folders and organisation above ${project} are not known to the caller; a deny policy may stand there`,
      );
    }
    for (const attachment of [`projects/${project}`, ...(ancestors instanceof ApiError ? [] : ancestors)]) {
      const rules = await google.denyRules(operator, attachment).catch(asApiError);
      if (rules instanceof ApiError) {
        unread.push(accessFinding(rules));
        continue;
      }
      for (const rule of rules) {
        const denied = deniedBy(rule, principal, 'iam.googleapis.com/serviceAccounts.getAccessToken');
        if (denied.answer === 'no') continue;
        const told = finding('binding-denied', {
          namespace: identity.namespace,
          ksa: identity.serviceAccount,
          gsa: annotation.gsa,
          pool,
          policy: rule.policy,
          resource: attachment,
          principal: denied.principal,
          certain: denied.answer === 'yes',
        });
        if (denied.answer === 'yes') return (certain ? broken : suspected)(told);
        undecided.push(told);
        doubts.push(`deny policy ${rule.policy} on ${attachment}: ${denied.doubt}`);
      }
    }
    const open = [...undecided, ...unread.slice(0, 1)];
    return isSome(open) ? unknown(open, { notes: doubts }) : pass(true);
  },
});
