/**
 * The provider of a workload identity pool that a KSA names for Flux, which then goes by it in place of GKE's own pool:
 * for the identities of objects alone (fluxcd/pkg `auth/gcp`).
 */

import { nearest } from './near-miss.ts';

export const providerAnnotation = 'gcp.auth.fluxcd.io/workload-identity-provider';

/** What Flux takes, word for word. */
export const providerPattern = String.raw`^projects/\d{1,30}/locations/global/workloadIdentityPools/[^/]{1,100}/providers/[^/]{1,100}$`;

export type ProviderReading =
  | { readonly kind: 'absent' }
  | { readonly kind: 'provider'; readonly name: string }
  | { readonly kind: 'malformed'; readonly value: string; readonly problem: string; readonly likely: string | null };

/** The parts of a provider's resource name; the project may be an id where somebody wrote it so. */
export interface ProviderName {
  readonly project: string;
  readonly pool: string;
  readonly provider: string;
}

const longest = 400;

export function readProvider(annotations: Readonly<Record<string, string>>): ProviderReading {
  const value = Object.hasOwn(annotations, providerAnnotation) ? (annotations[providerAnnotation] ?? '') : '';
  if (value === '') return { kind: 'absent' };
  if (isProvider(value)) return { kind: 'provider', name: value };
  const shown = value.slice(0, longest);
  return { kind: 'malformed', value: shown, problem: problemOf(shown), likely: likelyProvider(shown) };
}

function isProvider(value: string): boolean {
  return value.length <= longest && new RegExp(providerPattern).test(value);
}

function problemOf(value: string): string {
  if (value !== value.trim()) return 'it has blanks or a line break at an end';
  if (/^['"`‘’“”]|['"`‘’“”]$/.test(value)) return 'the quotes are part of the value';
  if (/^(?:https?:)?\/\/|^iam\.googleapis\.com/.test(value))
    return 'it begins with the host, and Flux wants it from projects/ on';
  if (value.startsWith('identitynamespace:'))
    return 'it is the audience of a cluster’s own pool, which needs no annotation';
  if (/workforcePools\//.test(value)) return 'it is of a workforce pool, which is for people';
  const parts = partsOf(value);
  if (parts !== null && !/^\d+$/.test(parts.project)) return 'it has the project’s id in place of its number';
  if (/\/workloadIdentityPools\/[^/]+\/?$/.test(value)) return 'it names a pool and no provider of it';
  if (value.endsWith('.svc.id.goog')) return 'it is the cluster’s own pool, which needs no annotation';
  if (/\/locations\/(?!global\/)/.test(value)) return 'its location is not global, and there is no other';
  if (nearest(value.split('/')[0] ?? '', ['projects']) === null) return 'it is no resource name of a provider';
  return 'it does not read projects/NUMBER/locations/global/workloadIdentityPools/POOL/providers/PROVIDER';
}

/**
 * The value without what people put around it; `null`: that is no provider either. Flux itself takes blanks and quotes
 * at the end, which name another provider to Google.
 */
export function likelyProvider(value: string): string | null {
  const bare = value
    .replaceAll(/[\s'"`‘’“”]/g, '')
    .replace(/^(?:https?:)?\/\/iam\.googleapis\.com\/|^iam\.googleapis\.com\//, '')
    .replace(/\/$/, '');
  return isProvider(bare) ? bare : null;
}

/** `null`: it is no provider's name. */
export function partsOf(name: string): ProviderName | null {
  const match = /projects\/([^/]+)\/locations\/global\/workloadIdentityPools\/([^/]+)\/providers\/([^/]+)$/.exec(name);
  return match === null ? null : { project: match[1] ?? '', pool: match[2] ?? '', provider: match[3] ?? '' };
}

/** The resource name of a provider's pool, as principals have it. */
export function poolOfProvider(name: string): string {
  return name.slice(0, name.indexOf('/providers/'));
}
