import type { Binding, Grant } from '../src/findings/subjects.ts';
import { projectOfGsa } from '../src/chain/gsa-email.ts';
import { issuerOfCluster } from '../src/chain/gke-cluster.ts';
import { evaluateCondition } from '../src/chain/iam/condition.ts';
import { doubtInWords, readGrants } from '../src/chain/iam/grant.ts';
import type { GrantReading } from '../src/chain/iam/grant.ts';
import { memberLike } from '../src/chain/iam/member-like.ts';
import { nearMisses } from '../src/chain/iam/near-binding.ts';
import type { NearBinding } from '../src/chain/iam/near-binding.ts';
import { isKsa } from '../src/chain/iam/principal.ts';
import type { KsaPrincipal } from '../src/chain/iam/principal.ts';
import { finding } from '../src/chain/vocabulary.ts';
import type { Finding } from '../src/chain/vocabulary.ts';
import { ApiError } from '../src/clients/api-error.ts';
import type { Kubernetes } from '../src/clients/kubernetes.ts';
import { optional, seconds } from '../src/engine/check.ts';
import { asApiError } from './as-api-error.ts';
import { clusterIdentity } from './cluster-identity.ts';
import { blocked, broken, defineCheck, pass, skipped, suspected, unknown } from './define.ts';
import type { Result } from './define.ts';
import { accessFinding } from './explain-error.ts';
import { federationOf } from './federation.ts';
import { googleCredentials } from './google-credentials.ts';
import { levelsAbove, numberOfPool, roleReader } from './iam-levels.ts';
import { ksaAnnotation } from './ksa-annotation.ts';
import { gsa } from './gsa.ts';
import { ksa } from './ksa.ts';
import { workloadIdentityProvider } from './workload-identity-provider.ts';
import { workloadPool } from './workload-pool.ts';

const permission = 'iam.serviceAccounts.getAccessToken';

/** What a reading of the policies says of the grant. */
export interface GrantFact {
  readonly granted: 'yes' | 'no' | 'unknown';
  readonly by: Grant | null;
}

/**
 * Whether a policy lets the KSA become the GSA: at the GSA, its project, its folders, its organisation, in any role that
 * holds the permission and in any form of the principal.
 */
export const binding = defineCheck({
  id: 'binding',
  link: 'binding',
  scope: 'identity',
  title: 'a policy lets the KSA become the GSA',
  needs: {
    ksa,
    annotation: ksaAnnotation,
    provider: optional(workloadIdentityProvider),
    pool: optional(workloadPool),
    cluster: optional(clusterIdentity),
    operator: optional(googleCredentials),
  },
  deadline: seconds(30),
  async run({ google, kubernetes, identity, settings, needs }): Promise<Result<GrantFact>> {
    const { annotation, operator } = needs;
    if (!('gsa' in annotation)) return skipped('the KSA accesses the registry directly: no binding is needed');
    const federation = federationOf(needs);
    if ('status' in federation) return federation;
    const { pool, certain } = federation;
    if (operator === undefined) return blocked(googleCredentials);
    const email = annotation.gsa;

    const own = await google.serviceAccountPolicy(operator, email).catch(asApiError);
    if (own instanceof ApiError) {
      if (own.kind === 'not-found') return blocked(gsa);
      return unknown(accessFinding(own));
    }
    const project = projectOfGsa(email);
    const [above, number] = await Promise.all([
      project === null ? [] : levelsAbove(google, operator, project),
      numberOfPool(google, operator, federation, needs.cluster),
    ]);
    const principal: KsaPrincipal = {
      pool,
      projectNumber: number,
      namespace: identity.namespace,
      name: identity.serviceAccount,
      uid: needs.ksa.metadata?.uid ?? null,
      clusterUrl: needs.cluster === undefined ? null : issuerOfCluster(needs.cluster),
    };
    const reading = await readGrants([{ resource: `serviceAccounts/${email}`, bindings: own.bindings }, ...above], {
      isMember: (member) => isKsa(member, principal),
      holds: roleReader(google, operator, permission),
      condition: (expression) =>
        evaluateCondition(expression, {
          time: new Date(settings.now()),
          resourceName: null,
          resourceType: 'iam.googleapis.com/ServiceAccount',
          resourceService: 'iam.googleapis.com',
        }),
    });
    const args: Binding = { namespace: identity.namespace, ksa: identity.serviceAccount, gsa: email, pool };
    const fact: GrantFact = { granted: reading.granted, by: reading.by };
    if (reading.granted === 'yes') return pass(fact, inheritedNote(reading, email));
    const why = await absence(args, reading, principal, kubernetes, own.bindings.length === 0);
    const notes = [
      ...reading.doubts.map(doubtInWords),
      ...reading.unread.map((level) => `the policy of ${level} could not be read; a grant there would also count`),
    ];
    if (reading.granted === 'no' && certain) return broken(why, { fact, notes });
    // A grant that may hold is no missing one: only a member that is plainly wrong is worth a suspicion beside it.
    const [doubtful] = reading.doubts;
    if (doubtful !== undefined && why.code === 'binding-missing') {
      const { grant: found, doubt } = doubtful;
      return unknown(finding('binding-uncertain', { ...args, found, doubt }), { fact, notes });
    }
    return suspected(why, { fact, notes });
  },
});

/** The most specific finding that the policies support. */
async function absence(
  args: Binding,
  reading: GrantReading,
  principal: KsaPrincipal,
  kubernetes: Kubernetes,
  empty: boolean,
): Promise<Finding> {
  const [unmet] = reading.conditionFalse;
  if (unmet !== undefined) {
    return finding('binding-condition-unmet', {
      ...args,
      found: unmet.grant,
      expression: unmet.expression,
      title: unmet.title,
    });
  }
  const [powerless] = reading.withoutPermission;
  if (powerless !== undefined) return finding('binding-wrong-role', { ...args, found: powerless });
  for (const near of nearMisses(reading.others, principal)) {
    if (!(await servesAnother(near, args, kubernetes)))
      return nearFinding(near, { ...args, should: memberLike(near.grant.member, principal) });
  }
  return finding('binding-missing', { ...args, poolLostInPasting: empty });
}

function nearFinding(near: NearBinding, args: Binding & { readonly should: string }): Finding {
  const { grant: found } = near;
  switch (near.kind) {
    case 'pool':
      return finding('binding-wrong-pool', { ...args, found });
    case 'namespace':
      return finding('binding-wrong-namespace', { ...args, found });
    case 'ksa':
      return finding('binding-wrong-ksa', { ...args, found });
    case 'malformed':
      return finding('binding-malformed', { ...args, found, problem: near.problem });
    case 'stale-uid':
      return finding('binding-stale-principal', { ...args, found, uid: near.uid });
  }
}

/** Whether the member that looks like a slip is in truth another KSA that rightly uses the same GSA. */
async function servesAnother(near: NearBinding, args: Binding, kubernetes: Kubernetes): Promise<boolean> {
  if (near.kind !== 'namespace' && near.kind !== 'ksa') return false;
  const other = await kubernetes.get('serviceaccounts', near.namespace, near.ksa).catch(asApiError);
  if (other === null || other instanceof ApiError) return false;
  return other.metadata?.annotations?.['iam.gke.io/gcp-service-account']?.trim() === args.gsa;
}

function inheritedNote(reading: GrantReading, email: string): readonly string[] {
  const { by } = reading;
  if (by === null || by.resource === `serviceAccounts/${email}`) return [];
  return [`granted on ${by.resource} by ${by.role}: it covers every GSA below it, not this one alone`];
}
