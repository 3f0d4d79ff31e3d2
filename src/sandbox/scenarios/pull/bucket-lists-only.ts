import { bucket, scenario } from '../scenario.ts';

export const pullBucketListsOnly = scenario({
  id: 'pull-bucket-lists-only',
  title: 'the GSA may list Container Registry’s bucket and read nothing in it; Flux 1 reads every manifest',
  from: 'flux-v1',
  change(world) {
    const stored = bucket(world, 'total-mayhem-123456', 'artifacts.total-mayhem-123456.appspot.com');
    for (const binding of stored.policy.bindings)
      if (binding.role === 'roles/storage.objectViewer') binding.role = 'roles/storage.legacyBucketReader';
  },
  expect: { verdict: 'broken', code: 'bucket-access-denied' },
});
