/** The worlds of the matrix: healthy and broken ones, of each path and each kind of registry. */

import type { Code } from '../../src/chain/vocabulary.ts';
import { worldOf } from '../../src/sandbox/scenarios/index.ts';
import type { World } from '../../src/sandbox/world.ts';
import { project } from '../../src/sandbox/scenarios/scenario.ts';
import { repository } from '../../src/sandbox/worlds/google-project.ts';
import { healthyWorld } from '../../src/sandbox/worlds/healthy.ts';
import { tags } from '../../src/sandbox/worlds/flux-v2.ts';

export interface MatrixWorld {
  readonly id: string;
  make(): World;
  /**
   * `null`: it is healthy. Else what may be blamed: its own code, and the less specific ones that are left where what
   * explains it cannot be read.
   */
  readonly blamed: readonly Code[] | null;
}

const healthy = (id: string, make: () => World): MatrixWorld => ({ id, make, blamed: null });
const broken = (scenario: string, ...blamed: readonly Code[]): MatrixWorld => ({
  id: scenario,
  make: () => worldOf(scenario),
  blamed,
});

export const matrixWorlds: readonly MatrixWorld[] = [
  healthy('controller', () => healthyWorld('flux-v2')),
  healthy('object', () => healthyWorld('flux-v2-object')),
  healthy('direct', () => healthyWorld('direct')),
  healthy('v1-bucket', () => healthyWorld('flux-v1')),
  healthy('v1-moved', movedV1),
  healthy('v2-gcr', () => healthyWorld('flux-v2-gcr')),
  broken('binding-missing', 'binding-missing', 'impersonation-denied'),
  broken('ksa-annotation-missing', 'ksa-annotation-missing', 'repository-access-denied'),
  broken('gsa-not-found', 'gsa-not-found', 'impersonation-denied', 'binding-missing'),
  broken('workload-pool-missing', 'workload-pool-missing', 'token-exchange-rejected'),
  broken('reader-missing', 'repository-access-denied'),
  broken('repository-not-found', 'repository-not-found', 'repository-access-denied'),
  broken('bucket-access-denied', 'bucket-access-denied'),
  broken('image-not-found', 'image-not-found'),
];

/** Flux 1, whose project has moved its images to Artifact Registry, with the grants. */
function movedV1(): World {
  const world = healthyWorld('flux-v1');
  const { project: id } = world.cluster;
  const mayhem = project(world, id);
  mayhem.gcr = 'artifact-registry';
  mayhem.services.push('artifactregistry.googleapis.com');
  const gsa = Object.keys(mayhem.serviceAccounts).find((email) => email.startsWith('flux-')) ?? '';
  mayhem.repositories = {
    'us/gcr.io': repository({ api: [...tags], web: [...tags] }, `serviceAccount:${gsa}`),
  };
  return world;
}
