import type { Component } from '../vocabulary.ts';
import type { Era, History } from './era.ts';
import { fluxOperator } from './flux-operator.ts';
import { fluxV1 } from './flux-v1.ts';
import { imageReflector } from './image-reflector.ts';
import { source } from './source.ts';
import { atLeast, parseVersion } from './version.ts';
import type { Version } from './version.ts';

/** What a controller of this version does. */
export interface Capabilities extends Era {
  readonly component: Component;
  readonly version: string | null;
  /**
   * Why this is no more than an assumption, so that nothing may be called broken on its account; `false`: the sources
   * of this version were read.
   */
  readonly assumed: 'version-unknown' | 'newer-than-read' | false;
}

const histories: Record<Component, History> = {
  'image-reflector-controller': imageReflector,
  'source-controller': source,
  'flux-v1': fluxV1,
  'flux-operator': fluxOperator,
};

/**
 * What `component` does in `version` (its own, e.g. `1.0.1`). One that cannot be read, lies before the first release
 * (a build of one's own) or after the newest that was read is taken for the newest era, `assumed`.
 */
export function capabilities(component: Component, version: string | null): Capabilities {
  const { eras, readUpTo } = histories[component];
  const newest = eras.at(-1);
  if (newest === undefined) throw new Error(`nothing is known of ${component}`);
  const known = version === null ? null : parseVersion(version);
  const era = known === null ? undefined : eras.findLast((each) => atLeast(known, versionOf(each.from)));
  if (known === null || era === undefined) return { ...newest, component, version, assumed: 'version-unknown' };
  return { ...era, component, version, assumed: isNewer(known, versionOf(readUpTo)) ? 'newer-than-read' : false };
}

/** The newest `major.minor` of `component` whose sources were read. */
export function readUpTo(component: Component): string {
  return histories[component].readUpTo;
}

/** The first version of `component` that satisfies `wanted`, with the Flux release that brought it; `null`: none does. */
export function firstVersion(
  component: Component,
  wanted: (era: Era) => boolean,
): { readonly version: string; readonly flux: string } | null {
  const era = histories[component].eras.find(wanted);
  return era === undefined ? null : { version: era.from, flux: era.flux };
}

/** A later minor; patches of one minor are alike. */
function isNewer([major, minor]: Version, than: Version): boolean {
  return major > than[0] || (major === than[0] && minor > than[1]);
}

function versionOf(text: string): Version {
  return parseVersion(text) ?? [0, 0, 0];
}
