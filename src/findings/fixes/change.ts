import { sh } from '../../chain/shell-quote.ts';
import { yamlText } from './yaml-text.ts';
import type { Plain } from './yaml-text.ts';

/** A setting of a Helm chart: `['imageReflectionController', 'serviceAccount', 'annotations', 'iam.gke.io/…']`. */
export interface HelmValue {
  readonly path: readonly string[];
  /** A list is given whole: Helm replaces lists. */
  readonly value: string | readonly string[];
  /** A key beside it that must go. */
  readonly drop?: string;
}

export type Patch =
  | { readonly kind: 'merge'; readonly content: { readonly [key: string]: Plain } }
  | { readonly kind: 'operations'; readonly content: readonly { readonly [key: string]: Plain }[] };

/** One change of one object, not yet written for whoever owns the object. */
export interface Change {
  /** What is done, e.g. `Annotate KSA flux-system/image-reflector-controller`. */
  readonly title: string;
  readonly object: {
    readonly apiVersion: string;
    readonly kind: string;
    readonly namespace: string;
    readonly name: string;
  };
  readonly patch: Patch;
  /** The same by `kubectl`, where a patch is not the shortest way. Given the flags that come first. */
  readonly kubectl?: (flags: readonly string[]) => string;
  /** Where a chart has a setting for it; `null` where it has none. */
  readonly values: (chart: string | null) => HelmValue | null;
  /** Where a FluxInstance has a field of its own for it. */
  readonly instance?: { readonly [key: string]: Plain };
  readonly permission: string;
  readonly takes: string;
  readonly verify: string;
  /** It takes away what somebody may have set on purpose, or stops others' work: never done without asking. */
  readonly disruptive?: true;
}

/** The change made by `kubectl` on the live object. */
export function byKubectl(change: Change, flags: readonly string[] = []): string {
  if (change.kubectl !== undefined) return change.kubectl(flags);
  const { object, patch } = change;
  const type = patch.kind === 'operations' ? 'json' : isBuiltIn(object.apiVersion) ? 'strategic' : 'merge';
  const patched = sh`-n ${object.namespace} patch ${resource(object)} ${object.name}`;
  return ['kubectl', ...flags, patched, sh`--type ${type} -p ${JSON.stringify(patch.content)}`].join(' ');
}

/** `kubectl` wants the group beside the kind where kinds of two groups share a name. */
function resource(object: Change['object']): string {
  const [group = '', version] = object.apiVersion.split('/');
  return version === undefined || isBuiltIn(object.apiVersion)
    ? object.kind.toLowerCase()
    : `${object.kind.toLowerCase()}.${group}`;
}

/** Only built-in kinds know the strategic merge. */
function isBuiltIn(apiVersion: string): boolean {
  return apiVersion === 'v1' || apiVersion === 'apps/v1';
}

/** One entry of a kustomize `patches` list. */
export function kustomizeEntry(change: Change): { readonly [key: string]: Plain } {
  const { object, patch } = change;
  return {
    target: { kind: object.kind, name: object.name.replaceAll('.', String.raw`\.`) },
    patch: yamlText(patchBody(object, patch)),
  };
}

function patchBody(object: Change['object'], patch: Patch): Plain {
  if (patch.kind === 'operations') return patch.content;
  const { metadata, ...rest } = patch.content;
  return {
    apiVersion: object.apiVersion,
    kind: object.kind,
    metadata: { name: object.name, ...(metadata as { readonly [key: string]: Plain } | undefined) },
    ...rest,
  };
}

/** The lines of the object's manifest that the change touches, for whoever edits it. */
export function manifestLines(change: Change): string {
  const { patch } = change;
  return yamlText(patch.content);
}
