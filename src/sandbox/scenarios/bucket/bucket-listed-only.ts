import { scenario } from '../scenario.ts';
import { withBucket } from './with-bucket.ts';

export const bucketListedOnly = scenario({
  id: 'bucket-listed-only',
  title: 'a Bucket’s identity may list its objects, and read none',
  from: 'many',
  change(world) {
    withBucket(world, ['roles/storage.legacyBucketReader']);
  },
  expect: { verdict: 'broken', code: 'bucket-access-denied' },
});
