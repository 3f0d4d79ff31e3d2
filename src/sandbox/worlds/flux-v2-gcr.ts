/** Flux 2, images under `gcr.io`, which the project has moved to Artifact Registry. */

import type { World } from '../world.ts';
import { acme, fluxV2, scannedImage, tags } from './flux-v2.ts';
import { fluxNamespace } from './flux-v2-install.ts';
import { repository } from './google-project.ts';

export function fluxV2Gcr(): World {
  const world = fluxV2();
  const acmeProd = world.google.projects[acme.cluster.project];
  if (acmeProd !== undefined) {
    acmeProd.gcr = 'artifact-registry';
    acmeProd.repositories = {
      'us/gcr.io': repository({ api: [...tags], 'team/web': [...tags] }, `serviceAccount:${acme.gsa}`),
    };
  }
  world.cluster.objects = [
    ...world.cluster.objects.filter(({ kind }) => kind !== 'ImageRepository' && kind !== 'ImagePolicy'),
    ...scannedImage(fluxNamespace, 'api', 'gcr.io/acme-prod/api'),
    ...scannedImage(fluxNamespace, 'web', 'gcr.io/acme-prod/team/web'),
  ];
  return world;
}
