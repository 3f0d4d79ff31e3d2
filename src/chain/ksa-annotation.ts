import { nearest } from './near-miss.ts';
import { gsaAnnotation } from './owner.ts';

/** What a KSA's annotations say about its GSA. `likely` is the e-mail that was most likely meant. */
export type AnnotationReading =
  | { readonly kind: 'absent' }
  | { readonly kind: 'email'; readonly email: string }
  /** Nothing, or blanks: taken as no annotation. */
  | { readonly kind: 'empty'; readonly value: string }
  /** Quote characters alone, as copies of Flux's old guide have it: nothing accepts them. */
  | { readonly kind: 'quotes'; readonly value: string }
  | { readonly kind: 'malformed'; readonly value: string; readonly problem: string; readonly likely: string | null }
  | {
      readonly kind: 'misspelled-key';
      readonly key: string;
      readonly value: string;
      readonly likely: string | null;
    }
  /** The key was split at its dots (`helm --set` without backslashes), and a chart rendered what was left. */
  | { readonly kind: 'split-key'; readonly key: string; readonly value: string; readonly likely: string | null };

/** Values are cut to this for findings: an e-mail of a service account is shorter. */
const longest = 400;

/** Reads the annotation, and where it is missing looks for what was meant to be it. */
export function readAnnotation(annotations: Readonly<Record<string, string>>): AnnotationReading {
  const value = Object.hasOwn(annotations, gsaAnnotation) ? annotations[gsaAnnotation] : undefined;
  if (value !== undefined) return readValue(value);
  for (const [key, other] of Object.entries(annotations)) {
    const near = nearKey(key, other);
    if (near !== null) return near;
  }
  return { kind: 'absent' };
}

// With a hyphen in front it is well formed for Google, which knows no such account (kubernetes-sigs/external-dns 2064).
const email = /^[a-z0-9-]{1,100}@(?:[a-z0-9-]+\.)*gserviceaccount\.com$/i;

/** The e-mail of a service account in any of Google's forms: a project's own, default ones, domain-scoped projects. */
export function isGsaEmail(text: string): boolean {
  return text.length <= longest && email.test(text) && !/@\d+\.iam\.gserviceaccount\.com$/.test(text);
}

/** The one form that Flux takes for identities that an object names (fluxcd/pkg `auth/gcp`). */
export function fluxTakes(gsa: string): boolean {
  return /^[a-zA-Z0-9-]{1,100}@[a-zA-Z0-9-]{1,100}\.iam\.gserviceaccount\.com$/.test(gsa);
}

function readValue(whole: string): AnnotationReading {
  const value = whole.slice(0, longest);
  if (value.trim() === '' && whole.length <= longest) return { kind: 'empty', value };
  if (/^[\s'"`‘’“”]+$/.test(value)) return { kind: 'quotes', value };
  if (isGsaEmail(whole)) return { kind: 'email', email: whole };
  return { kind: 'malformed', value, problem: problemOf(value, whole.length > longest), likely: likelyGsa(value) };
}

function problemOf(value: string, tooLong: boolean): string {
  if (tooLong) return 'it is longer than any e-mail of a service account';
  if (value !== value.trim() && isGsaEmail(value.trim())) return 'it has blanks or a line break at an end';
  if (/^['"`‘’“”].*['"`‘’“”]$/.test(value)) return 'the quotes are part of the value';
  if (/^serviceaccount:/i.test(value)) return 'it begins with serviceAccount:, which belongs in IAM policies only';
  if (/^[\w.-]+:\S+@/.test(value)) return 'it begins with a prefix';
  if (value.includes('gcp-service-account')) return 'it holds the key again, as from KEY=VALUE';
  if (/[[\]<>{}$()]/.test(value)) return 'it still holds the brackets or variables of a template';
  if (value.startsWith('projects/')) return 'it is a resource name, not an e-mail';
  if (/^\d+$/.test(value)) return 'it is a number, not an e-mail';
  if (/@\d+\.iam\.gserviceaccount\.com$/.test(value)) return 'it has the project’s number in place of its id';
  if (/\s/.test(value)) return 'it holds blanks';
  if (!value.includes('@')) return 'it has no @PROJECT.iam.gserviceaccount.com';
  if ((value.match(/@/g)?.length ?? 0) > 1) return 'it has more than one @';
  if (/_/.test(value) && value.endsWith('gserviceaccount.com'))
    return 'no name of a service account or project has a _';
  const domain = value.slice(value.indexOf('@') + 1);
  if (nearest(domain.split('.').slice(1).join('.'), ['iam.gserviceaccount.com']) !== null || !domain.includes('.'))
    return 'it does not end in .iam.gserviceaccount.com';
  return domain.endsWith('gserviceaccount.com')
    ? 'it has characters that no e-mail of a service account has'
    : 'it is not the e-mail of a service account (no gserviceaccount.com)';
}

/** The e-mail in a text that holds one, or all but its end. */
export function likelyGsa(text: string): string | null {
  const bare = text.slice(0, longest).replaceAll(/[\s'"`‘’“”<>[\]{}]/g, '');
  const whole = /[a-z0-9][a-z0-9-]{0,99}@(?:[a-z0-9-]+\.)*gserviceaccount\.com/i.exec(bare)?.[0];
  if (whole !== undefined) return isGsaEmail(whole) ? whole : null;
  const [, name, domain] = /(?:^|[:=/])([a-z][a-z0-9-]{4,29})@([a-z0-9.-]+)$/.exec(bare) ?? [];
  if (name === undefined || domain === undefined) return null;
  const [project = '', ...rest] = domain.split('.');
  const suffix = rest.join('.');
  const isNear = suffix === '' || suffix === 'iam' || nearest(suffix, ['iam.gserviceaccount.com']) !== null;
  const corrected = `${name}@${project}.iam.gserviceaccount.com`;
  return isNear && isGsaEmail(corrected) ? corrected : null;
}

/** Keys that GKE and Flux themselves know, and that are near to nothing. */
const known = new Set([
  gsaAnnotation,
  'iam.gke.io/return-principal-id-as-email',
  'iam.gke.io/credential-quota-project',
  'iam.gke.io/enable-wi-image-pull',
  'gcp.auth.fluxcd.io/workload-identity-provider',
  'kubectl.kubernetes.io/last-applied-configuration',
]);

/** Whether a key that is not the annotation's was meant to be it, or its value holds key and value run together. */
export function nearKey(key: string, value: string): AnnotationReading | null {
  if (known.has(key)) return null;
  const shown = value.slice(0, longest);
  // Charts that quote render `iam: map[gke:map[io/gcp-service-account:…]]` (istio/istio 8501), or a key `Error`.
  if ((key === 'iam' || key === 'Error') && shown.includes('gcp-service-account'))
    return { kind: 'split-key', key, value: shown, likely: likelyGsa(shown) };
  if (key.length > 120) return null;
  const found: AnnotationReading = { kind: 'misspelled-key', key, value: shown, likely: likelyGsa(shown) };
  if (shown.startsWith(`${gsaAnnotation}=`) || shown.startsWith(`${gsaAnnotation}:`)) return found;
  if (nearest(key.replaceAll('_', '-'), [gsaAnnotation]) === gsaAnnotation) return found;
  const name = key.slice(key.lastIndexOf('/') + 1).replaceAll('_', '-');
  if (nearest(name, ['gcp-service-account']) !== null) return found;
  // Any other key counts only by its value: a GSA under a name that speaks of one.
  return isGsaEmail(shown.trim()) && /gke|gcp|iam\.|service-?account/i.test(key) ? found : null;
}
