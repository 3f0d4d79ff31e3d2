/** What occurs in the examples of several findings. */

import type { Binding, Cluster, FluxObject, Ksa, Owner, Repository, Workload } from './subjects.ts';

export const exampleGsa = 'flux-images@acme-prod.iam.gserviceaccount.com';

export const exampleKsa: Ksa = { namespace: 'flux-system', ksa: 'image-reflector-controller' };

export const exampleWorkload: Workload = { namespace: 'flux-system', workload: 'image-reflector-controller' };

export const exampleBinding: Binding = { ...exampleKsa, gsa: exampleGsa, pool: 'acme-prod.svc.id.goog' };

/** Where a binding stands, with the role that it should have. */
export const onGsa = {
  role: 'roles/iam.workloadIdentityUser',
  resource: `projects/acme-prod/serviceAccounts/${exampleGsa}`,
} as const;

export const exampleCluster: Cluster = { project: 'acme-prod', location: 'europe-west1', name: 'prod' };

export const exampleObject: FluxObject = { kind: 'ImageRepository', namespace: 'flux-system', name: 'api' };

export const exampleOwner: Owner = {
  kind: 'kustomization',
  namespace: 'flux-system',
  name: 'flux-system',
  path: './clusters/prod',
};

export const exampleImage = {
  image: 'europe-west1-docker.pkg.dev/acme-images/apps/api',
  host: 'europe-west1-docker.pkg.dev',
} as const;

export const exampleRepository: Repository = {
  ...exampleImage,
  project: 'acme-images',
  location: 'europe-west1',
  repository: 'apps',
};

export const exampleGcrImage = { image: 'gcr.io/acme-images/api', host: 'gcr.io' } as const;
