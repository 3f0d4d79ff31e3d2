import { readProvider } from '../src/chain/identity-provider.ts';
import { ownerOf } from '../src/chain/owner.ts';
import { finding } from '../src/chain/vocabulary.ts';
import { completed } from '../src/discover/owner-object.ts';
import { seconds } from '../src/engine/check.ts';
import { broken, defineCheck, pass, skipped } from './define.ts';
import type { Result } from './define.ts';
import { ksa } from './ksa.ts';

/** By which pool Flux has Google know the KSA. */
export type ProviderChoice =
  | { readonly kind: 'cluster' }
  | { readonly kind: 'provider'; readonly name: string }
  /** Flux refuses what stands there, and asks nobody. */
  | { readonly kind: 'none' };

/**
 * Whether the KSA names a provider of a pool that is not GKE's. Flux then asks for the KSA's token for that provider and
 * exchanges it there, wherever the cluster runs; the cluster's own pool has no part in it.
 */
export const workloadIdentityProvider = defineCheck({
  id: 'workload-identity-provider',
  link: 'KSA',
  scope: 'identity',
  title: 'the identity provider that it names, if any, is one that Flux takes',
  needs: { ksa },
  deadline: seconds(20),
  async run({ kubernetes, identity, needs }): Promise<Result<ProviderChoice>> {
    const metadata = needs.ksa.metadata ?? {};
    const reading = readProvider(metadata.annotations ?? {});
    const cluster: ProviderChoice = { kind: 'cluster' };
    if (reading.kind === 'absent') return skipped('it names none: the cluster’s own pool is used', { fact: cluster });
    if (identity.path === 'controller')
      return skipped('it names one, which Flux reads for identities of objects alone', { fact: cluster });
    if (reading.kind === 'provider')
      return pass<ProviderChoice>(reading, [
        `Flux goes by ${reading.name}; what is read of the cluster’s own pool speaks neither for nor against it`,
      ]);
    const { value, problem, likely } = reading;
    const { namespace, serviceAccount: name } = identity;
    const owner = await completed(kubernetes, ownerOf(metadata));
    return broken(
      finding('workload-identity-provider-invalid', {
        namespace,
        ksa: name,
        value,
        cause: 'malformed',
        problem,
        likely,
        owner,
      }),
      { fact: { kind: 'none' } },
    );
  },
});
