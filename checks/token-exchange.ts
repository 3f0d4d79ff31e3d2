import type { Ksa, Owner } from '../src/findings/subjects.ts';
import { likelyProvider } from '../src/chain/identity-provider.ts';
import { ownerOf } from '../src/chain/owner.ts';
import { finding } from '../src/chain/vocabulary.ts';
import type { Finding } from '../src/chain/vocabulary.ts';
import { ApiError } from '../src/clients/api-error.ts';
import type { Caller, Google } from '../src/clients/google.ts';
import type { KsaToken } from '../src/clients/kubernetes.ts';
import { optional, seconds } from '../src/engine/check.ts';
import { broken, defineCheck, pass, unknown } from './define.ts';
import type { Result } from './define.ts';
import { accessFinding } from './explain-error.ts';
import { federationOf } from './federation.ts';
import type { Federation } from './federation.ts';
import { ksa } from './ksa.ts';
import { tokenRequest } from './token-request.ts';
import { workloadIdentityProvider } from './workload-identity-provider.ts';
import { workloadPool } from './workload-pool.ts';

/** The KSA as Google knows it, or that Google would not know it. */
export type Exchange = { readonly kind: 'federated'; readonly caller: Caller } | { readonly kind: 'refused' };

/** Whether Google's STS takes the KSA's token for a federated one. */
export const tokenExchange = defineCheck({
  id: 'token-exchange',
  link: 'token',
  scope: 'identity',
  title: 'Google’s STS takes the KSA’s token',
  needs: {
    token: tokenRequest,
    account: optional(ksa),
    provider: optional(workloadIdentityProvider),
    pool: optional(workloadPool),
  },
  deadline: seconds(30),
  async run({ kubernetes, google, identity, settings, needs }): Promise<Result<Exchange>> {
    const federation = federationOf(needs);
    if ('status' in federation) return federation;
    const { namespace, serviceAccount } = identity;
    const label = `KSA ${namespace}/${serviceAccount}`;
    const asked: Asked = {
      ...federation,
      place: { namespace, ksa: serviceAccount },
      audience: federation.exchangeAudience(needs.token.issuer),
      owner: ownerOf(needs.account?.metadata ?? {}),
    };
    try {
      return pass(await exchange(google, needs.token, federation, label));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (!/stale to sign-in/.test(error.details.message)) return refusal(error, asked);
    }
    // A token that is minted anew tells a stale one from a clock that runs wrong.
    const fresh = await kubernetes.createToken(
      namespace,
      serviceAccount,
      federation.tokenAudience,
      settings.round + 0.5,
    );
    try {
      return pass(await exchange(google, fresh, federation, label), [
        'STS called the first token stale, and took a second one',
      ]);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return refusal(error, asked);
    }
  },
});

/** What was asked of STS, and for whom. */
interface Asked extends Pick<Federation, 'pool' | 'provider'> {
  readonly place: Ksa;
  readonly audience: string;
  readonly owner: Owner;
}

function refusal(error: ApiError, asked: Asked): Result<Exchange> {
  const refused: Exchange = { kind: 'refused' };
  switch (error.kind) {
    case 'rejected':
    case 'unauthenticated':
    case 'refused':
      return broken(rejected(error, asked), { fact: refused });
    case 'api-disabled':
    case 'quota-project':
    case 'project-unusable':
      // Met by the workload's own proof: Flux meets the same.
      return broken(accessFinding(error), { fact: refused });
    default:
      return unknown(accessFinding(error));
  }
}

function rejected({ details }: ApiError, { pool, provider, place, audience, owner }: Asked): Finding {
  if (provider !== null && details.reason === 'invalid_target') {
    const likely = likelyProvider(provider);
    return finding('workload-identity-provider-invalid', {
      ...place,
      value: provider,
      cause: 'unknown',
      problem: details.message,
      likely: likely === provider ? null : likely,
      owner,
    });
  }
  return finding('token-exchange-rejected', {
    ...place,
    pool,
    audience,
    error: details.reason,
    description: details.message,
    skewSeconds: details.clockSkewSeconds,
  });
}

async function exchange(google: Google, token: KsaToken, federation: Federation, label: string): Promise<Exchange> {
  const federated = await google.exchange(token.token, federation.exchangeAudience(token.issuer), label);
  return { kind: 'federated', caller: google.callerWith(federated.token, label, null) };
}
