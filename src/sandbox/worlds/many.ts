/** A shared cluster: the controllers' own identities and those of three tenants, several registries, all kinds. */

import type { StoredObject, World } from '../world.ts';
import { helmChart, ociHelmRepository, ociRepository } from './flux-objects.ts';
import { fluxNamespace } from './flux-v2-install.ts';
import { objectLevelGate } from './flux-v2-object.ts';
import { acme, acmeWorld, reflectorAccount, scannedImage, tags, tenantObjects } from './flux-v2.ts';
import { ksaMember, repository, serviceAccount } from './google-project.ts';

const ksa = 'registry-reader';

export function many(): World {
  const { cluster, controller, gsa } = acme;
  const sourceGsa = 'source-controller@acme-prod.iam.gserviceaccount.com';
  const tenantGsa = (name: string): string => `${name}-registry@acme-prod.iam.gserviceaccount.com`;
  const reader = (email: string): string => `serviceAccount:${email}`;
  const member = (namespace: string, name: string): string => ksaMember(cluster.project, namespace, name);
  const tenants = ['team-a', 'team-b', 'team-c'];
  return acmeWorld({
    serviceAccounts: {
      ...reflectorAccount(),
      [sourceGsa]: serviceAccount('104857600000000000004', member(fluxNamespace, 'source-controller')),
      ...Object.fromEntries(
        tenants.map((tenant, index) => [
          tenantGsa(tenant),
          serviceAccount(`10485760000000000001${index}`, member(tenant, ksa)),
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
    install: {
      gsas: { [controller]: gsa, 'source-controller': sourceGsa },
      args: { [controller]: [objectLevelGate], 'source-controller': [objectLevelGate] },
    },
    objects: [...tenants.flatMap((tenant) => tenantObjects(tenant, ksa, tenantGsa(tenant))), ...scanned()],
    tokenNamespaces: [fluxNamespace, ...tenants],
  });
}

function scanned(): StoredObject[] {
  const own = { serviceAccountName: ksa };
  const west = 'europe-west1-docker.pkg.dev/acme-prod';
  return [
    ...scannedImage(fluxNamespace, 'api', `${west}/apps/api`),
    ...scannedImage(fluxNamespace, 'web', `${west}/apps/web`),
    ociHelmRepository(fluxNamespace, 'charts', `oci://${west}/charts`),
    helmChart(fluxNamespace, 'flux-system-podinfo', 'podinfo', 'charts'),
    ...scannedImage('team-a', 'api', `${west}/team-a/api`, own),
    ...scannedImage('team-a', 'worker', `${west}/team-a/worker`, own),
    ...scannedImage('team-b', 'front', 'us-central1-docker.pkg.dev/acme-prod/team-b/shop/front', own),
    ociRepository('team-c', 'deploy', 'oci://us-docker.pkg.dev/acme-prod/manifests/team-c/deploy', own),
  ];
}
