/** Puts a cluster, its projects and its operator together. */

import type { CustomResource, GoogleState, StoredObject, World } from '../world.ts';
import { clusterObjects, gkeVersion, operatorRights } from './cluster-objects.ts';
import type { ClusterPlace } from './cluster-objects.ts';
import { operatorAccount } from './google-project.ts';

export interface WorldParts {
  readonly cluster: ClusterPlace;
  readonly google: GoogleState;
  readonly objects: readonly StoredObject[];
  readonly customResources: CustomResource[];
  /** Where the operator may mint tokens of KSAs. */
  readonly tokenNamespaces: readonly string[];
}

export function assemble({ cluster, google, objects, customResources, tokenNamespaces }: WorldParts): World {
  const { project, location, name } = cluster;
  return {
    cluster: {
      project,
      location,
      name,
      gitVersion: `v${gkeVersion}`,
      context: `gke_${project}_${location}_${name}`,
      objects: [...clusterObjects(cluster), ...objects, ...operatorRights(operatorAccount, tokenNamespaces)],
      customResources,
      reachable: true,
    },
    google,
    operator: {
      kubernetesUser: operatorAccount,
      kubernetesGroups: [],
      kubeconfig: 'token',
      account: operatorAccount,
      credentials: 'authorized-user',
    },
    faults: [],
  };
}
