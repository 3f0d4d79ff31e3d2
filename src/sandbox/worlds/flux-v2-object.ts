/** Flux 2 scans with an identity of each object's own: a tenant's KSA, for whom the controller asks the token. */

import type { World } from '../world.ts';
import { fluxNamespace } from './flux-v2-install.ts';
import { acme, acmeWorld, scannedImage, tags, tenantObjects } from './flux-v2.ts';
import { ksaMember, repository, serviceAccount } from './google-project.ts';

export const objectLevelGate = '--feature-gates=ObjectLevelWorkloadIdentity=true';

export function fluxV2Object(): World {
  const { cluster, controller } = acme;
  const tenant = 'team-a';
  const ksa = 'registry-reader';
  const gsa = 'team-a-registry@acme-prod.iam.gserviceaccount.com';
  const image = 'europe-west1-docker.pkg.dev/acme-prod/team-a/api';
  return acmeWorld({
    serviceAccounts: { [gsa]: serviceAccount('104857600000000000002', ksaMember(cluster.project, tenant, ksa)) },
    repositories: { 'europe-west1/team-a': repository({ api: [...tags] }, `serviceAccount:${gsa}`) },
    install: { args: { [controller]: [objectLevelGate], 'source-controller': [objectLevelGate] } },
    objects: [...tenantObjects(tenant, ksa, gsa), ...scannedImage(tenant, 'api', image, { serviceAccountName: ksa })],
    tokenNamespaces: [fluxNamespace, tenant],
  });
}
