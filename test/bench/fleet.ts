import { imageRepository } from '../../src/sandbox/worlds/flux-objects.ts';
import { objectLevelGate } from '../../src/sandbox/worlds/flux-v2-object.ts';
import { acme, acmeWorld, reflectorAccount, tags } from '../../src/sandbox/worlds/flux-v2.ts';
import { ksaMember, repository, serviceAccount } from '../../src/sandbox/worlds/google-project.ts';
import { namespace, serviceAccountObject } from '../../src/sandbox/worlds/workload-objects.ts';
import type { World } from '../../src/sandbox/world.ts';

const ksa = 'registry-reader';

/** So many tenants, each with a KSA, a GSA, a repository and so many ImageRepository objects of its own. */
export function fleet(identities: number, objectsEach: number): World {
  const { cluster, controller, gsa } = acme;
  const tenants = Array.from({ length: identities }, (_, at) => `team-${String(at).padStart(3, '0')}`);
  const images = Array.from({ length: objectsEach }, (_, at) => `app-${String(at).padStart(3, '0')}`);
  const tenantGsa = (tenant: string): string => `${tenant}-registry@${cluster.project}.iam.gserviceaccount.com`;
  const repositoryOf = (tenant: string) =>
    repository(Object.fromEntries(images.map((image) => [image, [...tags]])), `serviceAccount:${tenantGsa(tenant)}`);
  return acmeWorld({
    serviceAccounts: {
      ...reflectorAccount(),
      ...Object.fromEntries(
        tenants.map((tenant, at) => [
          tenantGsa(tenant),
          serviceAccount(`1048576000000001${at}`, ksaMember(cluster.project, tenant, ksa)),
        ]),
      ),
    },
    repositories: Object.fromEntries(tenants.map((tenant) => [`europe-west1/${tenant}`, repositoryOf(tenant)])),
    install: { gsas: { [controller]: gsa }, args: { [controller]: [objectLevelGate] } },
    objects: tenants.flatMap((tenant) => [
      namespace(tenant),
      serviceAccountObject(tenant, ksa, { gsa: tenantGsa(tenant) }),
      ...images.map((image) =>
        imageRepository(tenant, image, `europe-west1-docker.pkg.dev/${cluster.project}/${tenant}/${image}`, {
          serviceAccountName: ksa,
        }),
      ),
    ]),
    tokenNamespaces: tenants,
  });
}
