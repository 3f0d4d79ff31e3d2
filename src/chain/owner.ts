import type { Owner } from '../findings/subjects.ts';

/** The marks that owners leave on an object. */
export interface Marked {
  readonly namespace?: string | undefined;
  readonly labels?: Readonly<Record<string, string>> | undefined;
  readonly annotations?: Readonly<Record<string, string>> | undefined;
  readonly managedFields?: readonly FieldManager[] | undefined;
}

interface FieldManager {
  readonly manager?: string | undefined;
  readonly operation?: string | undefined;
  readonly time?: Date | string | undefined;
  readonly fieldsV1?: unknown;
}

/**
 * Whose hand writes an object, by the marks on it. What Flux Operator applies keeps the marks of what was there
 * before, so the most particular one is looked at first. `app.kubernetes.io/instance` says nothing: Flux and Argo CD
 * both set it.
 */
export function ownerOf(metadata: Marked): Owner {
  const labels = metadata.labels ?? {};
  const annotations = metadata.annotations ?? {};
  const named = (prefix: string) => {
    const name = labels[`${prefix}/name`];
    return name === undefined ? null : { name, namespace: labels[`${prefix}/namespace`] ?? metadata.namespace ?? '' };
  };

  const instance = named('fluxcd.controlplane.io');
  if (instance !== null) return { kind: 'fluxinstance', ...instance };
  const set = named('resourceset.fluxcd.controlplane.io');
  if (set !== null) return { kind: 'resourceset', ...set };
  const chart = labels['helm.sh/chart'] ?? labels['chart'] ?? null;
  const release = named('helm.toolkit.fluxcd.io');
  if (release !== null) return { kind: 'helmrelease', ...release, chart };
  const kustomization = named('kustomize.toolkit.fluxcd.io');
  // Flux leaves alone what carries these, so its owner is whoever edits it.
  const letGo =
    annotations['kustomize.toolkit.fluxcd.io/reconcile'] === 'disabled' ||
    annotations['kustomize.toolkit.fluxcd.io/ssa'] === 'Ignore';
  if (kustomization !== null && !letGo) return { kind: 'kustomization', ...kustomization, path: null };
  if (labels['fluxcd.io/sync-gc-mark'] !== undefined || annotations['fluxcd.io/sync-checksum'] !== undefined)
    return { kind: 'flux-v1' };
  const tracking = annotations['argocd.argoproj.io/tracking-id'];
  if (tracking !== undefined) return { kind: 'argocd', application: tracking.split(':', 1)[0] ?? '' };
  const helm = annotations['meta.helm.sh/release-name'];
  if (helm !== undefined) {
    const namespace = annotations['meta.helm.sh/release-namespace'] ?? metadata.namespace ?? '';
    return { kind: 'helm', namespace, release: helm, chart };
  }
  if ((metadata.managedFields ?? []).some(({ manager = '' }) => /terraform/i.test(manager)))
    return { kind: 'terraform' };
  return { kind: 'none' };
}

export const gsaAnnotation = 'iam.gke.io/gcp-service-account';

export interface AnnotationManager {
  readonly manager: string;
  /** When this manager last changed anything of the object: the annotation not later than that. */
  readonly time: string | null;
}

/** Who wrote the GSA annotation, by the object's managed fields. */
export function annotationManagers(metadata: Marked): readonly AnnotationManager[] {
  return (metadata.managedFields ?? []).flatMap(({ manager, time, fieldsV1 }) => {
    const annotations = member(member(fieldsV1, 'f:metadata'), 'f:annotations');
    if (member(annotations, `f:${gsaAnnotation}`) === undefined) return [];
    return [{ manager: manager ?? '', time: rfc3339(time) }];
  });
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}

function rfc3339(time: Date | string | undefined): string | null {
  if (time === undefined) return null;
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
