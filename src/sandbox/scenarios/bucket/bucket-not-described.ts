import { scenario } from '../scenario.ts';
import { withBucket } from './with-bucket.ts';

export const bucketNotDescribed = scenario({
  id: 'bucket-not-described',
  title: 'a Bucket’s identity may read its objects, and not ask whether it is there',
  from: 'many',
  change(world) {
    withBucket(world, ['roles/storage.objectViewer']);
  },
  expect: { verdict: 'broken', code: 'bucket-access-denied' },
});
