/** Without a GSA: the KSA accesses the registry directly, and the repository's policy names it. */

import type { World } from '../world.ts';
import { gsaAnnotation } from './workload-objects.ts';
import { acme, fluxV2 } from './flux-v2.ts';
import { fluxNamespace } from './flux-v2-install.ts';

export function direct(): World {
  const world = fluxV2();
  const { cluster, number, controller, gsa } = acme;
  const ksa = world.cluster.objects.find(
    ({ kind, metadata }) => kind === 'ServiceAccount' && metadata.name === controller,
  );
  if (ksa !== undefined) {
    const { [gsaAnnotation]: _, ...annotations } = ksa.metadata.annotations ?? {};
    ksa.metadata.annotations = annotations;
    delete ksa.metadata.managedFields;
  }
  const acmeProd = world.google.projects[cluster.project];
  const apps = acmeProd?.repositories['europe-west1/apps'];
  if (acmeProd !== undefined && apps !== undefined) {
    delete acmeProd.serviceAccounts[gsa];
    const pool = `iam.googleapis.com/projects/${number}/locations/global/workloadIdentityPools/${cluster.project}.svc.id.goog`;
    apps.policy.bindings = [
      {
        role: 'roles/artifactregistry.reader',
        members: [`principal://${pool}/subject/ns/${fluxNamespace}/sa/${controller}`],
      },
    ];
  }
  return world;
}
