import { fluxCustomResources, fluxInstall, fluxNamespace } from '../../src/sandbox/worlds/flux-v2-install.ts';
import { imageRepository } from '../../src/sandbox/worlds/flux-objects.ts';
import { objectLevelGate } from '../../src/sandbox/worlds/flux-v2-object.ts';
import { acme, tags } from '../../src/sandbox/worlds/flux-v2.ts';
import {
  clusterAccounts,
  gkeCluster,
  googleState,
  ksaMember,
  project,
  repository,
  serviceAccount,
} from '../../src/sandbox/worlds/google-project.ts';
import { gkeVersion, nodeNames } from '../../src/sandbox/worlds/cluster-objects.ts';
import { namespace, serviceAccountObject } from '../../src/sandbox/worlds/workload-objects.ts';
import { assemble } from '../../src/sandbox/worlds/world-parts.ts';
import type { World } from '../../src/sandbox/world.ts';

const ksa = 'registry-reader';

/** So many tenants, each with a KSA, a GSA, a repository and so many ImageRepository objects of its own. */
export function fleet(identities: number, objectsEach: number): World {
  const { cluster, number, controller, gsa } = acme;
  const tenants = Array.from({ length: identities }, (_, at) => `team-${String(at).padStart(3, '0')}`);
  const images = Array.from({ length: objectsEach }, (_, at) => `app-${String(at).padStart(3, '0')}`);
  const tenantGsa = (tenant: string): string => `${tenant}-registry@${cluster.project}.iam.gserviceaccount.com`;
  const acmeProd = project(number, {
    serviceAccounts: {
      ...clusterAccounts(cluster.project, number),
      [gsa]: serviceAccount('104857600000000000001', ksaMember(cluster.project, fluxNamespace, controller)),
      ...Object.fromEntries(
        tenants.map((tenant, at) => [
          tenantGsa(tenant),
          serviceAccount(`1048576000000001${at}`, ksaMember(cluster.project, tenant, ksa)),
        ]),
      ),
    },
    repositories: Object.fromEntries(
      tenants.map((tenant) => [
        `europe-west1/${tenant}`,
        repository(
          Object.fromEntries(images.map((image) => [image, [...tags]])),
          `serviceAccount:${tenantGsa(tenant)}`,
        ),
      ]),
    ),
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
        gsas: { [controller]: gsa },
        args: { [controller]: [objectLevelGate] },
      }),
      ...tenants.flatMap((tenant) => [
        namespace(tenant),
        serviceAccountObject(tenant, ksa, { gsa: tenantGsa(tenant) }),
        ...images.map((image) =>
          imageRepository(tenant, image, `europe-west1-docker.pkg.dev/${cluster.project}/${tenant}/${image}`, {
            serviceAccountName: ksa,
          }),
        ),
      ]),
    ],
    tokenNamespaces: tenants,
  });
}
