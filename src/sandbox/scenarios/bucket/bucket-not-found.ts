import { project, scenarios } from '../scenario.ts';
import { bucketName, reader, withBucket } from './with-bucket.ts';

export const bucketBucketNotFound = scenarios([
  {
    id: 'bucket-misspelled',
    title: 'a Bucket names a bucket that is not there',
    from: 'many',
    change(world) {
      withBucket(world, reader);
      delete project(world, 'acme-prod').buckets[bucketName];
    },
    expect: {
      verdict: 'broken',
      code: 'bucket-not-found',
      blames: {
        identity: 'flux-system/source-controller',
        image: 'gs://acme-prod-manifests',
        bucket: 'acme-prod-manifests',
      },
      repair: { tool: 'gcloud', does: ['gcloud storage buckets list'] },
      says: ['gs://acme-prod-manifests', 'acme-prod-manifests'],
    },
  },
]);
