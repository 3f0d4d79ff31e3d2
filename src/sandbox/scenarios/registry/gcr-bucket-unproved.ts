import { scenario, takeMinting } from '../scenario.ts';
import { gcrBucketInOrder } from './gcr-bucket-in-order.ts';

export const gcrBucketUnproved = scenario({
  id: 'gcr-bucket-unproved',
  title: 'gcr.io is a bucket still, and the operator may prove nothing: a repository that is absent breaks nothing',
  from: 'flux-v2-gcr',
  change(world) {
    gcrBucketInOrder.change(world);
    takeMinting(world);
  },
  expect: { verdict: 'inconclusive', code: 'kubernetes-permission-missing' },
});
