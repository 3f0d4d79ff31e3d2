import { finding } from '../src/chain/vocabulary.ts';
import { ApiError } from '../src/clients/api-error.ts';
import type { Caller, Google } from '../src/clients/google.ts';
import type { KsaToken } from '../src/clients/kubernetes.ts';
import { seconds } from '../src/engine/check.ts';
import { broken, defineCheck, pass, unknown } from './define.ts';
import type { Result } from './define.ts';
import { accessFinding } from './explain-error.ts';
import { tokenRequest } from './token-request.ts';
import { workloadPool } from './workload-pool.ts';

/** The KSA as Google knows it, or that Google would not know it. */
export type Exchange = { readonly kind: 'federated'; readonly caller: Caller } | { readonly kind: 'refused' };

/** Whether Google's STS takes the KSA's token for a federated one. */
export const tokenExchange = defineCheck({
  id: 'token-exchange',
  link: 'token',
  scope: 'identity',
  title: 'Google’s STS takes the KSA’s token',
  needs: { token: tokenRequest, pool: workloadPool },
  deadline: seconds(30),
  async run({ kubernetes, google, identity, settings, needs }): Promise<Result<Exchange>> {
    const { pool } = needs.pool;
    const { namespace, serviceAccount } = identity;
    const label = `KSA ${namespace}/${serviceAccount}`;
    try {
      return pass(await exchange(google, needs.token, pool, label));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (!/stale to sign-in/.test(error.details.message)) return refusal(error);
    }
    // A token that is minted anew tells a stale one from a clock that runs wrong.
    const fresh = await kubernetes.createToken(namespace, serviceAccount, pool, settings.round + 0.5);
    try {
      return pass(await exchange(google, fresh, pool, label), [
        'STS called the first token stale, and took a second one',
      ]);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return refusal(error);
    }

    function refusal(error: ApiError): Result<Exchange> {
      const { details } = error;
      switch (error.kind) {
        case 'rejected':
        case 'unauthenticated':
        case 'refused':
        case 'not-found':
          return broken(
            finding('token-exchange-rejected', {
              namespace,
              ksa: serviceAccount,
              pool,
              audience: audienceOf(pool, needs.token.issuer),
              error: details.reason,
              description: details.message,
              skewSeconds: details.clockSkewSeconds,
            }),
            { fact: { kind: 'refused' } },
          );
        case 'api-disabled':
        case 'quota-project':
        case 'project-unusable':
          // Met by the workload's own proof: Flux meets the same.
          return broken(accessFinding(error), { fact: { kind: 'refused' } });
        default:
          return unknown(accessFinding(error));
      }
    }
  },
});

async function exchange(google: Google, token: KsaToken, pool: string, label: string): Promise<Exchange> {
  const federated = await google.exchange(token.token, audienceOf(pool, token.issuer), label);
  return { kind: 'federated', caller: google.callerWith(federated.token, label, null) };
}

function audienceOf(pool: string, issuer: string): string {
  return `identitynamespace:${pool}:${issuer}`;
}
