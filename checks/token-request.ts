import { clusterOfContext } from '../src/chain/gke-cluster.ts';
import { finding } from '../src/chain/vocabulary.ts';
import { ApiError } from '../src/clients/api-error.ts';
import type { KsaToken } from '../src/clients/kubernetes.ts';
import { optional, seconds } from '../src/engine/check.ts';
import { defineCheck, pass, skipped, unknown } from './define.ts';
import type { Result } from './define.ts';
import { accessFinding } from './explain-error.ts';
import { federationOf } from './federation.ts';
import { workloadIdentityProvider } from './workload-identity-provider.ts';
import { workloadPool } from './workload-pool.ts';

/** The KSA's own token for the workload pool, as GKE's metadata server would ask for it. */
export const tokenRequest = defineCheck({
  id: 'token-request',
  link: 'token',
  scope: 'identity',
  title: 'the cluster mints a token for the KSA',
  needs: { provider: optional(workloadIdentityProvider), pool: optional(workloadPool) },
  deadline: seconds(20),
  async run({ kubernetes, identity, settings, needs }): Promise<Result<KsaToken>> {
    const { proveAs } = settings;
    if (proveAs !== 'auto' && proveAs !== 'workload')
      return skipped(`--prove-as ${proveAs}: no token is asked for as the workload`);
    const federation = federationOf(needs);
    if ('status' in federation) return federation;
    const { namespace, serviceAccount } = identity;
    try {
      return pass(await kubernetes.createToken(namespace, serviceAccount, federation.tokenAudience, settings.round));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.kind === 'not-found') return skipped('there is no such KSA to mint a token for');
      if (error.kind !== 'refused') return unknown(accessFinding(error));
      const user = /User "([^"]+)"/.exec(error.details.message)?.[1] ?? null;
      return unknown(
        finding('kubernetes-permission-missing', {
          verb: 'create',
          resource: 'serviceaccounts/token',
          group: '',
          namespace,
          name: serviceAccount,
          user,
          iamPermission: null,
          project: clusterOfContext(error.details.as)?.project ?? null,
        }),
      );
    }
  },
});
