import type { Component } from '../vocabulary.ts';
import type { Era } from './era.ts';
import { fluxOperatorEras } from './flux-operator.ts';
import { fluxV1Eras } from './flux-v1.ts';
import { imageReflectorEras } from './image-reflector.ts';
import { sourceEras } from './source.ts';
import { atLeast, parseVersion } from './version.ts';

/** What a controller of this version does. */
export interface Capabilities extends Era {
  readonly component: Component;
  readonly version: string | null;
  /** The version is not known, and the newest one was assumed: nothing may be called broken on its account. */
  readonly assumed: boolean;
}

const eras: Record<Component, readonly Era[]> = {
  'image-reflector-controller': imageReflectorEras,
  'source-controller': sourceEras,
  'flux-v1': fluxV1Eras,
  'flux-operator': fluxOperatorEras,
};

/** What `component` does in `version` (its own, e.g. `1.0.1`); `null` or an unreadable one: the newest, `assumed`. */
export function capabilities(component: Component, version: string | null): Capabilities {
  const known = version === null ? null : parseVersion(version);
  const era = eras[component].findLast(
    (each) => known === null || atLeast(known, parseVersion(each.from) ?? [0, 0, 0]),
  );
  if (era === undefined) throw new Error(`no era of ${component} covers ${version}`);
  return { ...era, component, version, assumed: known === null };
}

/** The first version of `component` that satisfies `wanted`, with the Flux release that brought it; `null`: none does. */
export function firstVersion(
  component: Component,
  wanted: (era: Era) => boolean,
): { readonly version: string; readonly flux: string } | null {
  const era = eras[component].find(wanted);
  return era === undefined ? null : { version: era.from, flux: era.flux };
}
