/** Flux 2 scans with an identity of each object's own: a tenant's KSA, for whom the controller asks the token. */

import type { World } from '../world.ts';
import { gkeVersion, nodeNames } from './cluster-objects.ts';
import { imagePolicy, imageRepository } from './flux-objects.ts';
import { fluxCustomResources, fluxInstall, fluxNamespace } from './flux-v2-install.ts';
import { acme, tags } from './flux-v2.ts';
import {
  clusterAccounts,
  gkeCluster,
  googleState,
  ksaMember,
  project,
  repository,
  serviceAccount,
} from './google-project.ts';
import { namespace, serviceAccountObject } from './workload-objects.ts';
import { assemble } from './world-parts.ts';

export const objectLevelGate = '--feature-gates=ObjectLevelWorkloadIdentity=true';

export function fluxV2Object(): World {
  const { cluster, number, controller } = acme;
  const tenant = 'team-a';
  const ksa = 'registry-reader';
  const gsa = 'team-a-registry@acme-prod.iam.gserviceaccount.com';
  const acmeProd = project(number, {
    serviceAccounts: {
      ...clusterAccounts(cluster.project, number),
      [gsa]: serviceAccount('104857600000000000002', ksaMember(cluster.project, tenant, ksa)),
    },
    repositories: { 'europe-west1/team-a': repository({ api: [...tags] }, `serviceAccount:${gsa}`) },
    clusters: { 'europe-west1/prod-1': gkeCluster(cluster.project, gkeVersion) },
    workloadPoolExists: true,
  });
  return assemble({
    cluster,
    google: googleState({ [cluster.project]: acmeProd }),
    customResources: fluxCustomResources(),
    objects: [
      ...fluxInstall({
        nodeName: nodeNames(cluster)[0],
        args: { [controller]: [objectLevelGate], 'source-controller': [objectLevelGate] },
      }),
      namespace(tenant),
      serviceAccountObject(tenant, 'default'),
      serviceAccountObject(tenant, ksa, { gsa, manager: 'kubectl-client-side-apply' }),
      imageRepository(tenant, 'api', 'europe-west1-docker.pkg.dev/acme-prod/team-a/api', { serviceAccountName: ksa }),
      imagePolicy(tenant, 'api'),
    ],
    tokenNamespaces: [fluxNamespace, tenant],
  });
}
