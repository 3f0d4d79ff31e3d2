import { poolOfProvider } from '../src/chain/identity-provider.ts';
import { blocked } from './define.ts';
import type { Result } from './define.ts';
import { workloadIdentityProvider } from './workload-identity-provider.ts';
import type { ProviderChoice } from './workload-identity-provider.ts';
import { workloadPool } from './workload-pool.ts';
import type { WorkloadPool } from './workload-pool.ts';

/** The way by which Google comes to know the KSA. */
export interface Federation {
  /** As principals name it, see `KsaPrincipal`. */
  readonly pool: string;
  /** The provider that the KSA names; `null`: the cluster's own pool. */
  readonly provider: string | null;
  /** False: the pool is a guess, so that what is missing from it may stand under another. */
  readonly certain: boolean;
  /** Whom the KSA's token is asked for. */
  readonly tokenAudience: string;
  /** @param issuer of the KSA's token */
  exchangeAudience(issuer: string): string;
}

/**
 * Read from what two optional needs gave. A KSA that could not be read is taken for one that names no provider, as
 * nearly all are.
 */
export function federationOf(needs: {
  readonly provider: ProviderChoice | undefined;
  readonly pool: WorkloadPool | undefined;
}): Federation | Result<never> {
  const choice = needs.provider ?? { kind: 'cluster' };
  if (choice.kind === 'none') return blocked(workloadIdentityProvider);
  if (choice.kind === 'provider') {
    const audience = `//iam.googleapis.com/${choice.name}`;
    return {
      pool: poolOfProvider(choice.name),
      provider: choice.name,
      // Its attribute mapping, which makes the subject, is not read.
      certain: false,
      tokenAudience: choice.audience ?? audience,
      exchangeAudience: () => audience,
    };
  }
  if (needs.pool === undefined) return blocked(workloadPool);
  const { pool, certain } = needs.pool;
  return {
    pool,
    provider: null,
    certain,
    tokenAudience: pool,
    exchangeAudience: (issuer) => `identitynamespace:${pool}:${issuer}`,
  };
}
