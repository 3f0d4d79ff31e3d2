/** Flux as it was and as it came to be: its controllers, and the versions of its API that its definitions serve. */

import type { World } from '../world.ts';
import { fluxNamespace } from '../worlds/flux-v2-install.ts';
import { runVersion } from './scenario.ts';

interface Release {
  readonly reflector: string;
  readonly source: string;
  /** The preferred version first; objects are stored in it. */
  readonly image: readonly string[];
  readonly sources: readonly string[];
}

const releases = {
  'v0.25.3': {
    reflector: 'v0.15.0',
    source: 'v0.20.1',
    image: ['v1beta1', 'v1alpha2'],
    sources: ['v1beta1'],
  },
  'v0.40.2': {
    reflector: 'v0.25.0',
    source: 'v0.35.2',
    image: ['v1beta2', 'v1beta1'],
    sources: ['v1beta2', 'v1beta1'],
  },
  'v2.5.1': {
    reflector: 'v0.34.0',
    source: 'v1.5.0',
    image: ['v1beta2', 'v1beta1'],
    sources: ['v1', 'v1beta2', 'v1beta1'],
  },
  'v2.6.4': {
    reflector: 'v0.35.2',
    source: 'v1.6.2',
    image: ['v1beta2', 'v1beta1'],
    sources: ['v1', 'v1beta2', 'v1beta1'],
  },
  'v2.10.1': { reflector: 'v1.3.1', source: 'v1.10.1', image: ['v1'], sources: ['v1'] },
  /** Newer than any that was read. */
  'v2.13.0': { reflector: 'v1.6.0', source: 'v1.13.0', image: ['v1'], sources: ['v1'] },
} as const satisfies Record<string, Release>;

/** Puts another release in the place of the one that runs. */
export function runFlux(world: World, version: keyof typeof releases): void {
  const { reflector, source, image, sources } = releases[version];
  for (const [name, tag] of [
    ['image-reflector-controller', reflector],
    ['source-controller', source],
  ] as const)
    runVersion(world, fluxNamespace, name, `ghcr.io/fluxcd/${name}:${tag}`);
  serve(world, 'image.toolkit.fluxcd.io', image);
  serve(world, 'source.toolkit.fluxcd.io', sources);
  for (const { metadata } of world.cluster.objects) {
    const { labels } = metadata;
    if (labels?.['app.kubernetes.io/part-of'] === 'flux') labels['app.kubernetes.io/version'] = version;
  }
}

function serve(world: World, group: string, versions: readonly string[]): void {
  for (const resource of world.cluster.customResources) if (resource.group === group) resource.versions = [...versions];
  for (const stored of world.cluster.objects)
    if (stored.apiVersion.startsWith(`${group}/`)) stored.apiVersion = `${group}/${versions[0] ?? 'v1'}`;
}
