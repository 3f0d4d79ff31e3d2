/** Changes of the objects that make Flux read a registry. */

import type { FluxObject, Owner } from '../subjects.ts';
import { reconcileByAnnotation } from './by-flux.ts';
import { fixesFor } from './for-owner.ts';
import { sh } from '../../chain/shell-quote.ts';
import type { Fix } from '../../chain/vocabulary.ts';
import { askAgain } from './verify.ts';
import type { Plain } from './yaml-text.ts';

interface KindFacts {
  readonly apiVersion: string;
  readonly kind: string;
  /** As `flux reconcile`, `suspend` and `resume` call it; `null` where they do not know it. */
  readonly flux: string | null;
}

const kinds: Readonly<Record<string, KindFacts>> = {
  ImageRepository: { apiVersion: 'image.toolkit.fluxcd.io/v1', kind: 'ImageRepository', flux: 'image repository' },
  OCIRepository: { apiVersion: 'source.toolkit.fluxcd.io/v1', kind: 'OCIRepository', flux: 'source oci' },
  HelmRepository: { apiVersion: 'source.toolkit.fluxcd.io/v1', kind: 'HelmRepository', flux: 'source helm' },
  HelmChart: { apiVersion: 'source.toolkit.fluxcd.io/v1', kind: 'HelmChart', flux: 'source chart' },
  Bucket: { apiVersion: 'source.toolkit.fluxcd.io/v1', kind: 'Bucket', flux: 'source bucket' },
  GitRepository: { apiVersion: 'source.toolkit.fluxcd.io/v1', kind: 'GitRepository', flux: 'source git' },
  Kustomization: { apiVersion: 'kustomize.toolkit.fluxcd.io/v1', kind: 'Kustomization', flux: 'kustomization' },
  HelmRelease: { apiVersion: 'helm.toolkit.fluxcd.io/v2', kind: 'HelmRelease', flux: 'helmrelease' },
  GARArtifactTag: { apiVersion: 'fluxcd.controlplane.io/v1', kind: 'ResourceSetInputProvider', flux: null },
};

/** Whether Flux has an object of this kind; a pod template or a flag is none. */
export function isFluxKind(kind: string): boolean {
  return kinds[kind] !== undefined;
}

/** Merges into the spec of the object, by the hand that owns it. */
export function changeSpec(
  object: FluxObject,
  owner: Owner,
  title: string,
  spec: { readonly [key: string]: Plain },
): Fix[] {
  const facts = kinds[object.kind];
  if (facts === undefined) return [];
  return fixesFor(
    {
      title,
      object: { apiVersion: facts.apiVersion, kind: facts.kind, namespace: object.namespace, name: object.name },
      patch: { kind: 'merge', content: { spec } },
      values: () => null,
      permission: `patch ${facts.kind.toLowerCase()} ${object.name} in namespace ${object.namespace}`,
      takes: 'at once: Flux scans when the object changes',
      verify: askAgain(object.namespace),
    },
    owner,
  );
}

/**
 * Lets Flux log in for an object. A chart has no login of its own: its HelmRepository has.
 * (`flux create image repository` has no flag for the provider, and would overwrite the whole spec.)
 */
export function setProvider(object: FluxObject, owner: Owner): Fix[] {
  const title = `Set provider: gcp on ${object.kind} ${object.namespace}/${object.name}`;
  if (object.kind !== 'HelmChart') return changeSpec(object, owner, title, { provider: 'gcp' });
  const repository = sh`kubectl -n ${object.namespace} get helmchart ${object.name} -o ${'jsonpath={.spec.sourceRef.name}'}`;
  return [
    {
      kind: 'now',
      title: `Set provider: gcp on the HelmRepository of HelmChart ${object.namespace}/${object.name}`,
      tool: 'kubectl',
      command: `${sh`kubectl --field-manager=flux-client-side-apply -n ${object.namespace} patch helmrepository`} "$(${repository})" ${sh`--type merge -p ${'{"spec":{"provider":"gcp"}}'}`}`,
      patch: null,
      permission: `patch helmrepositories in namespace ${object.namespace}; where Git has the object, it must go there too`,
      takes: 'at the next reconciliation of the chart',
      verify: askAgain(object.namespace),
    },
  ];
}

/** Makes Flux try now. */
export function reconcile(object: FluxObject, title: string): Fix {
  return {
    kind: 'now',
    title,
    tool: 'kubectl',
    command: reconcileCommand(object),
    ...byFluxCli(object, 'reconcile'),
    patch: null,
    permission: `patch ${object.kind} ${object.name} in namespace ${object.namespace}`,
    takes: 'within 1 min',
    verify: askAgain(object.namespace),
  };
}

export function reconcileCommand(object: FluxObject): string {
  const facts = kinds[object.kind];
  if (facts === undefined) return sh`kubectl -n ${object.namespace} get pods`;
  return reconcileByAnnotation(resourceOf(facts), object);
}

/** As `kubectl` finds it, whatever else is called by the same name. */
function resourceOf({ kind, apiVersion }: KindFacts): string {
  return `${kind.toLowerCase()}.${apiVersion.split('/')[0] ?? ''}`;
}

/** The same with the CLI of Flux, for those who have it. */
function byFluxCli(object: FluxObject, verb: 'reconcile' | 'resume'): Pick<Fix, 'alternative'> {
  const flux = kinds[object.kind]?.flux ?? null;
  return flux === null ? {} : { alternative: `flux ${verb} ${flux} ${sh`${object.name} -n ${object.namespace}`}` };
}

/** Ends a suspension, and scans. */
export function resume(object: FluxObject): Fix {
  const facts = kinds[object.kind];
  const command =
    facts?.flux === undefined || facts.flux === null
      ? sh`kubectl -n ${object.namespace} annotate --overwrite ${facts?.kind.toLowerCase() ?? 'pod'} ${object.name} fluxcd.controlplane.io/reconcile=enabled`
      : sh`kubectl --field-manager=flux-client-side-apply -n ${object.namespace} patch ${resourceOf(facts)} ${object.name} --type merge -p ${'{"spec":{"suspend":false}}'}`;
  const title = `Resume ${object.kind} ${object.namespace}/${object.name}`;
  return { ...reconcile(object, title), kind: 'ask-first', command, ...byFluxCli(object, 'resume') };
}

/** What Flux itself says of the object. */
export function eventsOf(object: FluxObject): string {
  return sh`kubectl -n ${object.namespace} get events --field-selector=involvedObject.name=${object.name}`;
}
