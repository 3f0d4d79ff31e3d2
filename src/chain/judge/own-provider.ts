import { settle } from './case.ts';
import type { Case } from './case.ts';

const ofTheCluster = ['cluster-identity', 'workload-pool'];

/**
 * Flux goes by a provider that the KSA names, and not by the cluster's own pool: what is read of that pool, or that the
 * cluster is none of GKE's, speaks neither for nor against the identity.
 */
export function ownProvider(facts: Case): void {
  const testimony = facts.one('workload-identity-provider')?.found.testimony ?? null;
  if (testimony?.kind !== 'own-provider') return;
  for (const check of facts.of(ofTheCluster)) settle(check, 'Flux goes by the provider that the KSA names');
}
