import { scenario } from '../scenario.ts';
import { reader, withBucket } from './with-bucket.ts';

export const bucketInOrder = scenario({
  id: 'bucket-in-order',
  title: 'a Bucket is read with the same identity as the charts',
  from: 'many',
  change(world) {
    withBucket(world, reader, { prefix: 'apps/' });
  },
  expect: { verdict: 'healthy', code: null },
});
