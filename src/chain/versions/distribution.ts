import type { Component } from '../vocabulary.ts';
import { atLeast, parseVersion } from './version.ts';

/**
 * Flux 0.x: first release that shipped each minor of the two controllers, as far as the difference decides anything.
 * From 2.0 on there is a rule. Read from fluxcd/flux2 `manifests/bases`.
 */
const before2 = [
  { flux: '0.7', reflector: '0.4.0', source: '0.7.0' },
  { flux: '0.26', reflector: '0.16.0', source: '0.21.0' },
  { flux: '0.32', reflector: '0.20.0', source: '0.26.0' },
  { flux: '0.33', reflector: '0.20.1', source: '0.28.0' },
  { flux: '0.40', reflector: '0.25.0', source: '0.35.0' },
  { flux: '0.41', reflector: '0.26.0', source: '0.36.0' },
] as const;

/**
 * The controller's own version in a release of Flux, from the release's (`app.kubernetes.io/version` on a Deployment
 * of Flux holds the release, not the controller). `null` where the release is not known.
 */
export function controllerVersion(component: Component, fluxRelease: string): string | null {
  const release = parseVersion(fluxRelease);
  if (release === null) return null;
  if (component === 'flux-v1') return release[0] === 1 ? fluxRelease.replace(/^v/, '') : null;
  // flux-operator is no part of the distribution: its label holds its own version.
  if (component === 'flux-operator') return fluxRelease.replace(/^v/, '');
  const [major, minor] = release;
  if (major === 2) {
    if (component === 'source-controller') return `1.${minor}.0`;
    return minor <= 6 ? `0.${29 + minor}.0` : `1.${minor - 7}.0`;
  }
  if (major !== 0) return null;
  const row = before2.findLast((each) => atLeast(release, parseVersion(each.flux) ?? [0, 0, 0]));
  if (row === undefined) return null;
  return component === 'source-controller' ? row.source : row.reflector;
}
