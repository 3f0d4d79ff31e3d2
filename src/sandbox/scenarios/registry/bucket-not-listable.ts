import { bucket, scenario } from '../scenario.ts';

export const bucketNotListable = scenario({
  id: 'bucket-not-listable',
  title: 'the GSA’s role on the bucket reads objects and does not list them',
  cases: ['B89'],
  from: 'flux-v1',
  change(world) {
    for (const binding of bucket(world, 'total-mayhem-123456', 'artifacts.total-mayhem-123456.appspot.com').policy
      .bindings)
      if (binding.role === 'roles/storage.objectViewer') binding.role = 'roles/storage.legacyObjectReader';
  },
  expect: { verdict: 'broken', code: 'bucket-access-denied' },
});
