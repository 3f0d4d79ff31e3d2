import type { BucketState, World } from '../../world.ts';
import { fluxBucket } from '../../worlds/flux-objects.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { project } from '../scenario.ts';

export const sourceGsa = 'source-controller@acme-prod.iam.gserviceaccount.com';
export const bucketName = 'acme-prod-manifests';

/** Adds a Bucket to the shared cluster, which source-controller reads as its own GSA. */
export function withBucket(world: World, roles: readonly string[], more: object = {}): BucketState {
  const state: BucketState = {
    location: 'europe-west1',
    policy: { bindings: roles.map((role) => ({ role, members: [`serviceAccount:${sourceGsa}`] })) },
    images: {},
    objects: ['apps/api.yaml', 'apps/web.yaml', 'README.md'],
  };
  project(world, 'acme-prod').buckets[bucketName] = state;
  world.cluster.objects.push(fluxBucket(fluxNamespace, 'manifests', bucketName, more));
  return state;
}

export const reader = ['roles/storage.legacyBucketReader', 'roles/storage.objectViewer'] as const;
