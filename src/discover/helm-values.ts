import type { Ksa, Owner, Place } from '../findings/subjects.ts';
import { isGsaEmail, likelyGsa } from '../chain/ksa-annotation.ts';
import { gsaAnnotation } from '../chain/owner.ts';
import { finding } from '../chain/vocabulary.ts';
import type { Component, Finding } from '../chain/vocabulary.ts';
import { ApiError } from '../clients/api-error.ts';
import type { Kubernetes } from '../clients/kubernetes.ts';
import { readOwner } from './owner-object.ts';
import type { OwnerObject } from './owner-object.ts';

/** Where the charts of Flux want the annotation (fluxcd-community/helm-charts `flux2`, fluxcd/flux `chart/flux`). */
const expectedKeys: Readonly<Record<Component, string>> = {
  'image-reflector-controller': 'imageReflectionController.serviceAccount.annotations',
  'source-controller': 'sourceController.serviceAccount.annotations',
  'flux-v1': 'serviceAccount.annotations',
  'flux-operator': 'serviceAccount.annotations',
};

/** Other controllers of the chart may well have an annotation of their own. */
const chartKeys = new Set([
  'helmController',
  'imageAutomationController',
  'imageReflectionController',
  'kustomizeController',
  'notificationController',
  'sourceController',
]);

/** Helm's own words when a chart prints a split annotation by `toYaml`. */
const splitMessage = /cannot unmarshal object into Go struct field \S*metadata\.annotations of type string/;

/**
 * What a HelmRelease that owns the KSA shows of the annotation: its key split at the dots, or under a key that the
 * chart does not have. Only its values and status are read, never the Secrets of Helm's releases.
 */
export async function splitInHelm(
  kubernetes: Kubernetes,
  owner: Owner,
  component: Component | null,
  ksa: Ksa,
): Promise<Finding | null> {
  if (owner.kind !== 'helmrelease' || component === null) return null;
  const object = await read(kubernetes, owner);
  if (object === null) return null;
  const release = { kind: 'HelmRelease', namespace: owner.namespace, name: owner.name } as const;
  const place = (at: string, value: string): Place => ({ ...release, at, value: value.slice(0, 400) });

  const split = find(
    object.values,
    (key, value) => key === 'iam' && JSON.stringify(value ?? null).includes('gcp-service-account'),
  );
  if (split !== null || splitMessage.test(object.message)) {
    const value = split === null ? object.message : JSON.stringify(split.value);
    const at = split === null ? 'status' : `spec.values.${split.path.join('.')}`;
    return finding('helm-dots-unescaped', { ...ksa, place: place(at, value), release, gsa: likelyGsa(value) });
  }
  const whole = find(
    object.values,
    (key, value, path) => key === gsaAnnotation && typeof value === 'string' && !chartKeys.has(path[0] ?? ''),
  );
  const expectedKey = expectedKeys[component];
  if (whole === null) return null;
  const at = whole.path.slice(0, -1).join('.');
  const value = String(whole.value);
  if (at === expectedKey) return null;
  return finding('helm-values-key-wrong', { ...ksa, place: place(at, value), expectedKey, gsa: likelyGsa(value) });
}

/**
 * The GSA in the values of the HelmRelease that owns the KSA, under the very key that its chart reads: the values have
 * it, and the KSA lacks it.
 */
export async function gsaInHelm(
  kubernetes: Kubernetes,
  owner: Owner,
  component: Component | null,
): Promise<string | null> {
  if (owner.kind !== 'helmrelease' || component === null) return null;
  const object = await read(kubernetes, owner);
  if (object === null) return null;
  const expected = [...expectedKeys[component].split('.'), gsaAnnotation].join('.');
  const entry = find(object.values, (_, __, path) => path.join('.') === expected);
  return typeof entry?.value === 'string' && isGsaEmail(entry.value) ? entry.value : null;
}

async function read(kubernetes: Kubernetes, owner: Owner): Promise<OwnerObject | null> {
  try {
    const object = await readOwner(kubernetes, owner);
    return object === 'refused' ? null : object;
  } catch (error) {
    if (error instanceof ApiError) return null;
    throw error;
  }
}

interface Entry {
  readonly path: readonly string[];
  readonly value: unknown;
}

function find(
  values: Readonly<Record<string, unknown>>,
  wanted: (key: string, value: unknown, path: readonly string[]) => boolean,
  above: readonly string[] = [],
): Entry | null {
  if (above.length > 12) return null;
  for (const [key, value] of Object.entries(values)) {
    const path = [...above, key];
    if (wanted(key, value, path)) return { path, value };
    if (typeof value === 'object' && value !== null) {
      const below = find(value as Readonly<Record<string, unknown>>, wanted, path);
      if (below !== null) return below;
    }
  }
  return null;
}
