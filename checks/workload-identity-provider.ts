import { readCredential } from '../src/chain/credential-annotations.ts';
import type { CredentialReading } from '../src/chain/credential-annotations.ts';
import { readProvider } from '../src/chain/identity-provider.ts';
import { ownerOf } from '../src/chain/owner.ts';
import { finding } from '../src/chain/vocabulary.ts';
import type { Identity } from '../src/chain/vocabulary.ts';
import { completed } from '../src/discover/owner-object.ts';
import type { ScanWorkload } from '../src/discover/workload.ts';
import { seconds } from '../src/engine/check.ts';
import { broken, defineCheck, pass, skipped, suspected, unknown } from './define.ts';
import type { Result } from './define.ts';
import { ksa } from './ksa.ts';

/** By which pool Flux has Google know the KSA. */
export type ProviderChoice =
  | { readonly kind: 'cluster' }
  /** `audience`: what the KSA's token is asked for, where that is not the provider's own. */
  | { readonly kind: 'provider'; readonly name: string; readonly audience: string | null }
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
  async run({ kubernetes, identity, workloads, needs }): Promise<Result<ProviderChoice>> {
    const metadata = needs.ksa.metadata ?? {};
    const reading = readProvider(metadata.annotations ?? {});
    const cluster: ProviderChoice = { kind: 'cluster' };
    const { namespace, serviceAccount: name } = identity;
    const credential = credentialOf(metadata.annotations ?? {}, identity, workloads);
    if (credential.kind !== 'own-token') {
      const { annotation, value, problem } = credential;
      const refused = credential.kind === 'refused';
      const found = finding('credential-provider-unsupported', {
        namespace,
        ksa: name,
        annotation,
        value,
        problem,
        refused,
      });
      const none: ProviderChoice = { kind: 'none' };
      if (!refused) return unknown(found, { fact: none });
      const read = workloads.every(({ capabilities }) => capabilities.assumed === false);
      return read ? broken(found, { fact: none }) : suspected(found, { fact: none });
    }
    if (reading.kind === 'absent') return skipped('it names none: the cluster’s own pool is used', { fact: cluster });
    if (identity.path === 'controller')
      return skipped('it names one, which Flux reads for identities of objects alone', { fact: cluster });
    if (reading.kind === 'provider')
      return pass<ProviderChoice>({ ...reading, audience: credential.audience }, [
        `Flux goes by ${reading.name}; what is read of the cluster’s own pool speaks neither for nor against it`,
      ]);
    const { value, problem, likely } = reading;
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

/** Versions before Flux 2.10, and the controller's own path, know no such annotations. */
function credentialOf(
  annotations: Readonly<Record<string, string>>,
  { path }: Identity,
  workloads: readonly ScanWorkload[],
): CredentialReading {
  const heeded = path === 'object' && workloads.some(({ capabilities }) => capabilities.credentialAnnotations);
  if (!heeded) return { kind: 'own-token', audience: null };
  return readCredential(annotations, readProvider(annotations).kind !== 'absent');
}
