import { fluxBucket } from '../../worlds/flux-objects.ts';
import { scenarios } from '../scenario.ts';
import { bucketName, reader, withBucket } from './with-bucket.ts';

export const bucketBucketAccessDenied = scenarios([
  {
    id: 'bucket-listed-only',
    title: 'a Bucket’s identity may list its objects, and read none',
    from: 'many',
    change(world) {
      withBucket(world, ['roles/storage.legacyBucketReader']);
    },
    expect: {
      verdict: 'broken',
      code: 'bucket-access-denied',
      blames: {
        identity: 'flux-system/source-controller',
        image: 'gs://acme-prod-manifests',
        bucket: 'acme-prod-manifests',
        permission: 'storage.objects.get',
        as: 'GSA source-controller@acme-prod.iam.gserviceaccount.com',
      },
      repair: {
        tool: 'gcloud',
        does: [
          'gcloud storage buckets add-iam-policy-binding',
          '--role=roles/storage.objectViewer',
          "--member='serviceAccount:source-controller@acme-prod.iam.gserviceaccount.com'",
        ],
      },
      says: ['acme-prod-manifests'],
    },
  },
  {
    id: 'bucket-not-described',
    title: 'a Bucket’s identity may read its objects, and not ask whether it is there',
    from: 'many',
    change(world) {
      withBucket(world, ['roles/storage.objectViewer']);
    },
    expect: {
      verdict: 'broken',
      code: 'bucket-access-denied',
      blames: {
        identity: 'flux-system/source-controller',
        image: 'gs://acme-prod-manifests',
        bucket: 'acme-prod-manifests',
        permission: 'storage.buckets.get',
        as: 'GSA source-controller@acme-prod.iam.gserviceaccount.com',
      },
      repair: {
        tool: 'gcloud',
        does: [
          'gcloud storage buckets add-iam-policy-binding',
          '--role=roles/storage.legacyBucketReader',
          "--member='serviceAccount:source-controller@acme-prod.iam.gserviceaccount.com'",
        ],
      },
      says: ['acme-prod-manifests'],
    },
  },
  {
    id: 'bucket-of-tenant',
    title: 'a tenant’s Bucket is read as the KSA that it names, which has no role on it',
    from: 'many',
    change(world) {
      withBucket(world, reader);
      world.cluster.objects.push(
        fluxBucket('team-c', 'manifests', bucketName, { serviceAccountName: 'registry-reader' }),
      );
    },
    expect: {
      verdict: 'broken',
      code: 'bucket-access-denied',
      blames: {
        identity: 'team-c/registry-reader@object',
        image: 'gs://acme-prod-manifests',
        bucket: 'acme-prod-manifests',
        permission: 'storage.buckets.get',
        as: 'GSA team-c-registry@acme-prod.iam.gserviceaccount.com',
      },
      repair: {
        tool: 'gcloud',
        does: [
          'gcloud storage buckets add-iam-policy-binding',
          '--role=roles/storage.legacyBucketReader',
          "--member='serviceAccount:team-c-registry@acme-prod.iam.gserviceaccount.com'",
        ],
      },
      says: ['acme-prod-manifests'],
    },
  },
]);
