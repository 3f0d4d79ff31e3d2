/**
 * Annotations by which a KSA chooses, from Flux 2.10 on, what Flux shows for it (fluxcd/pkg `auth` 0.66: `credential`,
 * `gcp`). Without any it is a token of the KSA itself, as before.
 */

const prefix = 'credential.auth.fluxcd.io';

export type CredentialReading =
  /** A token of the KSA; `audience` where the annotations name another than the provider's own. */
  | { readonly kind: 'own-token'; readonly audience: string | null }
  /** Flux gets the credential from somewhere else, or it is not known what Flux makes of it. */
  | { readonly kind: 'elsewhere'; readonly annotation: string; readonly value: string; readonly problem: string }
  | { readonly kind: 'refused'; readonly annotation: string; readonly value: string; readonly problem: string };

/** @param ownProvider whether the KSA names an identity provider that is not GKE's */
export function readCredential(annotations: Readonly<Record<string, string>>, ownProvider: boolean): CredentialReading {
  const valueOf = (name: string): string => annotations[`${prefix}/${name}`]?.trim() ?? '';
  const [provider, type] = [valueOf('provider'), valueOf('type')];
  const about = (name: string, problem: string) => ({
    annotation: `${prefix}/${name}`,
    value: valueOf(name).slice(0, 256),
    problem,
  });
  if (provider === 'spiffe') {
    return type === '' || type === 'jwt'
      ? { kind: 'elsewhere', ...about('provider', 'Flux asks SPIFFE for the credential, not the cluster') }
      : { kind: 'refused', ...about('type', 'with provider spiffe there is type jwt alone') };
  }
  if (provider !== '' && provider !== 'kubernetes')
    return { kind: 'refused', ...about('provider', 'Flux knows kubernetes and spiffe alone') };
  if ((provider === '') !== (type === ''))
    return {
      kind: 'elsewhere',
      ...about(provider === '' ? 'type' : 'provider', 'it counts only beside the other one'),
    };
  const [audience = ''] = valueOf('audiences').split(/[,\n]/);
  if (audience.trim() === '') return { kind: 'own-token', audience: null };
  return ownProvider
    ? { kind: 'own-token', audience: audience.trim() }
    : { kind: 'refused', ...about('audiences', 'GKE’s own pool takes one audience alone, which Flux works out') };
}
