/** Flux 2 scans with the controller's own identity: Artifact Registry, one project, one GSA. */

import type { RepositoryState, ServiceAccountState, StoredObject, World } from '../world.ts';
import { gkeVersion, nodeNames } from './cluster-objects.ts';
import { imagePolicy, imageRepository } from './flux-objects.ts';
import { fluxCustomResources, fluxInstall, fluxNamespace } from './flux-v2-install.ts';
import type { FluxInstall } from './flux-v2-install.ts';
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

export const acme = {
  cluster: { project: 'acme-prod', location: 'europe-west1', name: 'prod-1' },
  number: '314159265358',
  controller: 'image-reflector-controller',
  gsa: 'image-reflector@acme-prod.iam.gserviceaccount.com',
} as const;

export const tags = ['1.0.0', '1.1.0', '1.2.0', '1.2.1'];

/** What is of its own in a world of the project acme-prod. */
interface AcmeParts {
  readonly serviceAccounts: Readonly<Record<string, ServiceAccountState>>;
  readonly repositories: Record<string, RepositoryState>;
  readonly install: Omit<FluxInstall, 'nodeName'>;
  /** Beside those of the install. */
  readonly objects: readonly StoredObject[];
  /** Where the operator may mint tokens. */
  readonly tokenNamespaces: string[];
}

/** The cluster prod-1 and its project, with Flux as `flux bootstrap` installs it. */
export function acmeWorld({ serviceAccounts, repositories, install, objects, tokenNamespaces }: AcmeParts): World {
  const { cluster, number } = acme;
  const acmeProd = project(number, {
    serviceAccounts: { ...clusterAccounts(cluster.project, number), ...serviceAccounts },
    repositories,
    clusters: { [`${cluster.location}/${cluster.name}`]: gkeCluster(cluster.project, gkeVersion) },
    workloadPoolExists: true,
  });
  return assemble({
    cluster,
    google: googleState({ [cluster.project]: acmeProd }),
    customResources: fluxCustomResources(),
    objects: [...fluxInstall({ nodeName: nodeNames(cluster)[0], ...install }), ...objects],
    tokenNamespaces,
  });
}

/** The GSA of the image-reflector-controller, bound to its KSA. */
export function reflectorAccount(): Record<string, ServiceAccountState> {
  const member = ksaMember(acme.cluster.project, fluxNamespace, acme.controller);
  return { [acme.gsa]: serviceAccount('104857600000000000001', member) };
}

/** A tenant's namespace, and the KSA as which its objects are read. */
export function tenantObjects(tenant: string, ksa: string, gsa: string): StoredObject[] {
  return [
    namespace(tenant),
    serviceAccountObject(tenant, 'default'),
    serviceAccountObject(tenant, ksa, { gsa, manager: 'kubectl-client-side-apply' }),
  ];
}

/** An image that is scanned, and the policy on it. */
export function scannedImage(namespaceName: string, name: string, image: string, more: object = {}): StoredObject[] {
  return [imageRepository(namespaceName, name, image, more), imagePolicy(namespaceName, name)];
}

export function fluxV2(): World {
  const { controller, gsa } = acme;
  const host = 'europe-west1-docker.pkg.dev/acme-prod/apps';
  return acmeWorld({
    serviceAccounts: reflectorAccount(),
    repositories: {
      'europe-west1/apps': repository({ api: [...tags], web: [...tags] }, `serviceAccount:${gsa}`),
    },
    install: { gsas: { [controller]: gsa } },
    objects: ['api', 'web'].flatMap((name) => scannedImage(fluxNamespace, name, `${host}/${name}`)),
    tokenNamespaces: [fluxNamespace],
  });
}
