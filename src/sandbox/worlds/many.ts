/** A shared cluster: the controllers' own identities and those of three tenants, several registries, all kinds. */

import type { StoredObject, World } from '../world.ts';
import { gkeVersion, nodeNames } from './cluster-objects.ts';
import { helmChart, imagePolicy, imageRepository, ociHelmRepository, ociRepository } from './flux-objects.ts';
import { fluxCustomResources, fluxInstall, fluxNamespace } from './flux-v2-install.ts';
import { objectLevelGate } from './flux-v2-object.ts';
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

const ksa = 'registry-reader';

export function many(): World {
  const { cluster, number, controller, gsa } = acme;
  const sourceGsa = 'source-controller@acme-prod.iam.gserviceaccount.com';
  const tenantGsa = (name: string): string => `${name}-registry@acme-prod.iam.gserviceaccount.com`;
  const reader = (email: string): string => `serviceAccount:${email}`;
  const tenants = ['team-a', 'team-b', 'team-c'];
  const acmeProd = project(number, {
    serviceAccounts: {
      ...clusterAccounts(cluster.project, number),
      [gsa]: serviceAccount('104857600000000000001', ksaMember(cluster.project, fluxNamespace, controller)),
      [sourceGsa]: serviceAccount(
        '104857600000000000004',
        ksaMember(cluster.project, fluxNamespace, 'source-controller'),
      ),
      ...Object.fromEntries(
        tenants.map((tenant, index) => [
          tenantGsa(tenant),
          serviceAccount(`10485760000000000001${index}`, ksaMember(cluster.project, tenant, ksa)),
        ]),
      ),
    },
    repositories: {
      'europe-west1/apps': repository({ api: [...tags], web: [...tags] }, reader(gsa)),
      'europe-west1/charts': repository({ podinfo: [...tags] }, reader(sourceGsa)),
      'europe-west1/team-a': repository({ api: [...tags], worker: [...tags] }, reader(tenantGsa('team-a'))),
      'us-central1/team-b': repository({ 'shop/front': [...tags] }, reader(tenantGsa('team-b'))),
      'us/manifests': repository({ 'team-c/deploy': [...tags] }, reader(tenantGsa('team-c'))),
    },
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
        gsas: { [controller]: gsa, 'source-controller': sourceGsa },
        args: { [controller]: [objectLevelGate], 'source-controller': [objectLevelGate] },
      }),
      ...tenants.flatMap((tenant) => [
        namespace(tenant),
        serviceAccountObject(tenant, 'default'),
        serviceAccountObject(tenant, ksa, { gsa: tenantGsa(tenant), manager: 'kubectl-client-side-apply' }),
      ]),
      ...scanned(),
    ],
    tokenNamespaces: [fluxNamespace, ...tenants],
  });
}

function scanned(): StoredObject[] {
  const own = { serviceAccountName: ksa };
  const west = 'europe-west1-docker.pkg.dev/acme-prod';
  const policed = (namespaceName: string, name: string, image: string, more: object = {}): StoredObject[] => [
    imageRepository(namespaceName, name, image, more),
    imagePolicy(namespaceName, name),
  ];
  return [
    ...policed(fluxNamespace, 'api', `${west}/apps/api`),
    ...policed(fluxNamespace, 'web', `${west}/apps/web`),
    ociHelmRepository(fluxNamespace, 'charts', `oci://${west}/charts`),
    helmChart(fluxNamespace, 'flux-system-podinfo', 'podinfo', 'charts'),
    ...policed('team-a', 'api', `${west}/team-a/api`, own),
    ...policed('team-a', 'worker', `${west}/team-a/worker`, own),
    ...policed('team-b', 'front', 'us-central1-docker.pkg.dev/acme-prod/team-b/shop/front', own),
    ociRepository('team-c', 'deploy', 'oci://us-docker.pkg.dev/acme-prod/manifests/team-c/deploy', own),
  ];
}
