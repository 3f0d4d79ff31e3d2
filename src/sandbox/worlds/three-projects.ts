/** As platform teams split it: the cluster in one project, the GSA in another, the registry in a third. */

import type { World } from '../world.ts';
import { gkeVersion, nodeNames } from './cluster-objects.ts';
import { fluxCustomResources, fluxInstall, fluxNamespace } from './flux-v2-install.ts';
import { scannedImage, tags } from './flux-v2.ts';
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

export function threeProjects(): World {
  const cluster = { project: 'acme-clusters', location: 'europe-west1', name: 'prod-1' };
  const controller = 'image-reflector-controller';
  const gsa = 'image-reflector@acme-identities.iam.gserviceaccount.com';
  const clusters = '271828182845';
  return assemble({
    cluster,
    google: googleState({
      'acme-clusters': project(clusters, {
        serviceAccounts: clusterAccounts(cluster.project, clusters),
        clusters: { 'europe-west1/prod-1': gkeCluster(cluster.project, gkeVersion) },
        workloadPoolExists: true,
      }),
      'acme-identities': project('161803398874', {
        serviceAccounts: {
          [gsa]: serviceAccount('104857600000000000003', ksaMember(cluster.project, fluxNamespace, controller)),
        },
      }),
      'acme-artifacts': project('141421356237', {
        repositories: {
          'europe-west1/apps': repository({ api: [...tags], web: [...tags] }, `serviceAccount:${gsa}`),
        },
      }),
    }),
    customResources: fluxCustomResources(),
    objects: [
      ...fluxInstall({ nodeName: nodeNames(cluster)[0], gsas: { [controller]: gsa } }),
      ...['api', 'web'].flatMap((name) =>
        scannedImage(fluxNamespace, name, `europe-west1-docker.pkg.dev/acme-artifacts/apps/${name}`),
      ),
    ],
    tokenNamespaces: [fluxNamespace],
  });
}
