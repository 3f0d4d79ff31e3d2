/** Flux 2 scans with the controller's own identity: Artifact Registry, one project, one GSA. */

import type { World } from '../world.ts';
import { gkeVersion, nodeNames } from './cluster-objects.ts';
import { imagePolicy, imageRepository } from './flux-objects.ts';
import { fluxCustomResources, fluxInstall, fluxNamespace } from './flux-v2-install.ts';
import {
  clusterAccounts,
  gkeCluster,
  googleState,
  ksaMember,
  project,
  repository,
  serviceAccount,
} from './google-project.ts';
import { assemble } from './world-parts.ts';

export const acme = {
  cluster: { project: 'acme-prod', location: 'europe-west1', name: 'prod-1' },
  number: '314159265358',
  controller: 'image-reflector-controller',
  gsa: 'image-reflector@acme-prod.iam.gserviceaccount.com',
} as const;

export const tags = ['1.0.0', '1.1.0', '1.2.0', '1.2.1'];

export function fluxV2(): World {
  const { cluster, number, controller, gsa } = acme;
  const host = 'europe-west1-docker.pkg.dev/acme-prod/apps';
  const acmeProd = project(number, {
    serviceAccounts: {
      ...clusterAccounts(cluster.project, number),
      [gsa]: serviceAccount('104857600000000000001', ksaMember(cluster.project, fluxNamespace, controller)),
    },
    repositories: {
      'europe-west1/apps': repository({ api: [...tags], web: [...tags] }, `serviceAccount:${gsa}`),
    },
    clusters: { 'europe-west1/prod-1': gkeCluster(cluster.project, gkeVersion) },
    workloadPoolExists: true,
  });
  return assemble({
    cluster,
    google: googleState({ [cluster.project]: acmeProd }),
    customResources: fluxCustomResources(),
    objects: [
      ...fluxInstall({ nodeName: nodeNames(cluster)[0], gsas: { [controller]: gsa } }),
      ...['api', 'web'].flatMap((name) => [
        imageRepository(fluxNamespace, name, `${host}/${name}`),
        imagePolicy(fluxNamespace, name),
      ]),
    ],
    tokenNamespaces: [fluxNamespace],
  });
}
