import { finding } from '../src/chain/vocabulary.ts';
import type { Identity, ProofWay } from '../src/chain/vocabulary.ts';
import { ApiError } from '../src/clients/api-error.ts';
import type { V1ServiceAccount } from '../src/clients/kubernetes.ts';
import { cloudPlatformReadOnly, fluxScopes } from '../src/clients/google.ts';
import type { Caller, Google } from '../src/clients/google.ts';
import { optional, seconds } from '../src/engine/check.ts';
import { blocked, broken, defineCheck, pass, skipped, unknown } from './define.ts';
import type { Result, Settings } from './define.ts';
import { accessFinding } from './explain-error.ts';
import { federationOf } from './federation.ts';
import { googleCredentials } from './google-credentials.ts';
import { orNull } from './iam-levels.ts';
import { ksa } from './ksa.ts';
import { ksaAnnotation } from './ksa-annotation.ts';
import { tokenExchange } from './token-exchange.ts';
import { workloadIdentityProvider } from './workload-identity-provider.ts';
import { workloadPool } from './workload-pool.ts';

/** A token as the identity, and how it was come by. */
export interface Proof {
  readonly way: Exclude<ProofWay, 'none'>;
  /** `null`: the KSA accesses the registry directly. */
  readonly gsa: string | null;
  readonly caller: Caller;
  /** The same identity with the scopes that Flux asks for: to repeat a refusal before it is called one. */
  widen(): Promise<Caller>;
}

/** Whether the identity that Flux should have can in fact be had. */
export const token = defineCheck({
  id: 'token',
  link: 'token',
  scope: 'identity',
  title: 'a token is issued for the identity',
  needs: {
    annotation: ksaAnnotation,
    provider: optional(workloadIdentityProvider),
    pool: optional(workloadPool),
    account: optional(ksa),
    exchange: optional(tokenExchange),
    operator: optional(googleCredentials),
  },
  deadline: seconds(30),
  async run({ google, identity, settings, needs }): Promise<Result<Proof>> {
    const { annotation, account, exchange, operator } = needs;
    const gsa = 'gsa' in annotation ? annotation.gsa : null;
    if (settings.proveAs === 'none') return skipped('--prove-as none: no token is asked for');
    const federation = federationOf(needs);
    if ('status' in federation) return federation;
    const { pool } = federation;
    if (exchange?.kind === 'refused') return blocked(tokenExchange);
    if (exchange?.kind === 'federated')
      return asWorkload(google, identity, gsa, exchange.caller, pool, quotaProjectOf(identity, account));
    // The metadata server goes by the cluster's own pool.
    if (wants(settings, 'pod') && isThisPod(settings, identity) && federation.provider === null)
      return inPod(google, identity, gsa, pool);
    if (settings.proveAs === 'pod')
      return skipped(`--prove-as pod: flux-wi does not run as ${identity.namespace}/${identity.serviceAccount}`);
    if (wants(settings, 'operator') && gsa !== null && operator !== undefined) {
      if (settings.proveAs === 'operator' || (await namesPool(google, operator, gsa, pool)))
        return asOperator(google, gsa, operator);
      return blocked(tokenExchange, {
        notes: ['not tried with your own credentials: the policy of the GSA was not seen to name this workload pool'],
      });
    }
    if (settings.proveAs === 'operator')
      return gsa === null ? skipped('--prove-as operator: there is no GSA to impersonate') : blocked(googleCredentials);
    return blocked(tokenExchange);
  },
});

function wants(settings: Settings, way: ProofWay): boolean {
  return settings.proveAs === 'auto' || settings.proveAs === way;
}

async function asWorkload(
  google: Google,
  identity: Identity,
  gsa: string | null,
  federated: Caller,
  pool: string,
  quotaProject: string | null,
): Promise<Result<Proof>> {
  if (gsa === null) {
    return pass<Proof>({ way: 'workload', gsa, caller: federated, widen: async () => federated }, [
      'the KSA accesses the registry directly',
    ]);
  }
  const become = async (scopes: readonly string[]): Promise<Caller> => {
    const answer = await google.generateAccessToken(federated, gsa, scopes, quotaProject);
    return google.callerWith(answer.token, `GSA ${gsa}`, gsa);
  };
  try {
    const caller = await become([cloudPlatformReadOnly]);
    return pass<Proof>({ way: 'workload', gsa, caller, widen: () => become(fluxScopes) });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return refusedByGoogle(error, identity, gsa, pool);
  }
}

/**
 * Whom GKE's metadata server has the KSA's tokens counted against; the KSA needs `serviceusage.services.use` there, or
 * gets none. The identities of objects do not go that way.
 */
function quotaProjectOf({ path }: Identity, account: V1ServiceAccount | undefined): string | null {
  const named = account?.metadata?.annotations?.['iam.gke.io/credential-quota-project'] ?? '';
  return path === 'controller' && /^[a-z0-9][a-z0-9.:-]{3,61}$/.test(named) ? named : null;
}

/** What a refusal means that the workload's own proof met: Flux meets the same. */
function refusedByGoogle(error: ApiError, identity: Identity, gsa: string, pool: string): Result<Proof> {
  const place = { namespace: identity.namespace, ksa: identity.serviceAccount };
  const { details } = error;
  switch (error.kind) {
    case 'not-found':
      return broken(
        finding('gsa-not-found', {
          ...place,
          gsa,
          project: null,
          owner: { kind: 'none' },
          candidates: [],
          pool: null,
          repositories: [],
        }),
      );
    case 'refused':
      return broken(
        finding('impersonation-denied', {
          ...place,
          gsa,
          pool,
          message: details.message,
          troubleshooter: details.troubleshooter,
          candidates: ['binding', 'deny-or-boundary', 'young', 'absent'],
        }),
      );
    case 'rejected':
      return broken(
        finding('impersonation-denied', {
          ...place,
          gsa,
          pool,
          message: details.message,
          troubleshooter: null,
          candidates: ['disabled', 'address'],
        }),
      );
    case 'api-disabled':
    case 'quota-project':
    case 'project-unusable':
      return broken(accessFinding(error));
    default:
      return unknown(accessFinding(error));
  }
}

/** Whether the doctor runs as the identity in question: the metadata server answers for no one else. */
function isThisPod(settings: Settings, identity: Identity): boolean {
  return (
    settings.inPod !== null &&
    settings.inPod.namespace === identity.namespace &&
    settings.inPod.serviceAccount === identity.serviceAccount
  );
}

async function inPod(google: Google, identity: Identity, gsa: string | null, pool: string): Promise<Result<Proof>> {
  const server = await orNull(google.metadataServer());
  if (server === null) {
    const problem = 'no metadata server answers this pod';
    return unknown(finding('api-unreachable', { host: '169.254.169.254', problem, asked: null, proxyTo: null }));
  }
  if (!server.isGke) {
    return unknown(
      finding('node-metadata-server-missing', {
        cluster: null,
        nodePool: null,
        nodes: ['of this pod'],
        mode: 'GCE_METADATA',
        nodeAccount: server.email,
        pods: [],
      }),
    );
  }
  try {
    const answer = await google.metadataToken();
    const label = gsa === null ? `KSA ${identity.namespace}/${identity.serviceAccount}` : `GSA ${gsa}`;
    const caller = google.callerWith(answer.token, label, gsa);
    return pass<Proof>({ way: 'pod', gsa, caller, widen: async () => caller });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return refusedByGoogle(error, identity, gsa ?? pool, pool);
  }
}

/** The operator's own proof means something only where the GSA's policy names this cluster's pool. */
async function namesPool(google: Google, operator: Caller, gsa: string, pool: string): Promise<boolean> {
  const policy = await orNull(google.serviceAccountPolicy(operator, gsa));
  return policy?.bindings.some((one) => one.members.some((member) => member.includes(pool))) ?? false;
}

/** Proves what the GSA may do, not that the KSA may become it. A refusal says nothing of the chain: owners lack the right too. */
async function asOperator(google: Google, gsa: string, operator: Caller): Promise<Result<Proof>> {
  const become = async (scopes: readonly string[]): Promise<Caller> => {
    const answer = await google.generateAccessToken(operator, gsa, scopes);
    return google.callerWith(answer.token, `GSA ${gsa}`, gsa);
  };
  try {
    const caller = await become([cloudPlatformReadOnly]);
    return pass<Proof>({ way: 'operator', gsa, caller, widen: () => become(fluxScopes) }, [
      'proved with the operator’s own credentials: what the GSA may do, not that the KSA may become it',
    ]);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return unknown(accessFinding(error), {
      notes: ['the operator may not become the GSA, which says nothing of the KSA'],
    });
  }
}
